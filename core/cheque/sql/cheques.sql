-- Cheques by any of their names, as they stand, without waiting for anybody; people as the persons that they have turned out to be.
-- $1 ids, $2 reference or null, $3 key of the event that wrote it or null, $4 key of the event that ended it or null
select
  c.id, c.reference, coalesce(w.merged_into, w.id) as writer, coalesce(p.merged_into, p.id) as payee,
  coalesce(k.merged_into, k.id) as casher, c.asset, c.amount, c.memo, c.last_day::text as last_day, c.expires_at, c.key, c.paper_key,
  c.request_hash, c.state, c.ended_key, c.created_at
from cheque c
join person w on w.id = c.writer
left join person p on p.id = c.payee
left join person k on k.id = c.casher
where c.id in (
  select unnest($1::bigint[])
  union all select id from cheque where reference = $2
  union all select id from cheque where key = $3
  union all select id from cheque where ended_key = $4
)
