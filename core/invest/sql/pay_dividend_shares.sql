-- Shares have been paid.
-- $1 dividend; of each: $2 account, $3 transfer
update dividend_share s set transfer = paid.transfer
from unnest($2::bigint[], $3::bigint[]) as paid (account, transfer)
where s.dividend = $1 and s.account = paid.account
