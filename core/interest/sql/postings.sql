-- What was capitalised for some accounts in a month.
-- $1 accounts, $2 month
select account_id as account, side, amount::text
from interest_posting
where account_id = any($1::bigint[]) and month = $2::date
