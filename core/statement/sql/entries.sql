-- Entries of an account from one version to another, the oldest first, a page by keyset.
-- $1 account, $2 version to read on from (exclusive), $3 last version, $4 limit
select version, transfer, code, amount, balance, event_at, created_at
from statement_line
where account_id = $1 and version > $2 and version <= $3
order by version
limit $4
