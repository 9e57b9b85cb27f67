-- One page of an account's entries, newest first, by keyset.
-- $1 account, $2 version to read on from (exclusive) or null, $3 limit
select version, transfer, verb, code, amount, balance, event_at, created_at, reverses
from statement_line
where account_id = $1 and version < coalesce($2::bigint, 9223372036854775807)
order by version desc
limit $3;
