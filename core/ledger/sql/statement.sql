-- One page of an account's entries, newest first, by keyset.
-- $1 account, $2 version to read on from (exclusive) or null, $3 limit
select e.version, e.transfer_id as transfer, t.verb, t.code, e.amount, e.balance, t.event_at, t.created_at, t.reverses
from entry e
join transfer t on t.id = e.transfer_id
where e.account_id = $1 and e.version < coalesce($2::bigint, 9223372036854775807)
order by e.version desc
limit $3;
