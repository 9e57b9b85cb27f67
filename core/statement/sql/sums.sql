-- What came in and what went out between two versions of an account.
-- $1 account, $2 version to count from (exclusive), $3 last version
select
  coalesce(sum(amount) filter (where amount > 0), 0) as credits,
  coalesce(-sum(amount) filter (where amount < 0), 0) as debits,
  count(*) filter (where amount > 0)::int as credit_count,
  count(*) filter (where amount < 0)::int as debit_count
from statement_line
where account_id = $1 and version > $2 and version <= $3
