-- The balances that transfers left behind, one for each of their entries.
-- $1 transfers
select e.transfer_id as transfer, a.owner, a.asset, a.purpose, e.balance
from entry e
join account a on a.id = e.account_id
where e.transfer_id = any($1::bigint[]);
