-- What the ledger keeps under keys that were made from events' keys, whichever capability made them: among the latest transfers, and all that was
-- refused. There is no index for this.
-- $1 ends of keys, $2 how many transfers to look through
select id, key, null as refusal, null::timestamptz as created_at, null as owner, null as purpose, null as written_in
from (select id, key from transfer order by id desc limit $2) latest
where exists (select from unnest($1::text[]) as own (ending) where right(key, length(own.ending)) = own.ending)
union all
select null, r.key, r.refusal, r.created_at, a.owner, a.purpose, r.xmin::text
from rejection r
left join account a on a.id = r.account_id
where exists (select from unnest($1::text[]) as own (ending) where right(r.key, length(own.ending)) = own.ending)
