-- Wallets in an asset whose floor is not their owner's credit line, among some accounts.
-- $1 asset, $2 after this account, $3 up to this one
select a.id as account, l.line::text
from account_balance a
join credit_line l on l.owner = a.owner and l.asset = a.asset
join person p on p.id = l.person and p.merged_into is null
where a.id > $2 and a.id <= $3 and a.asset = $1 and a.purpose = 'wallet' and a.floor <> -l.line
order by a.id
