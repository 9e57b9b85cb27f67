-- A person's wallets whose floor is not their credit line, and what it is to be.
-- $1 person
select a.id as account, l.line::text
from credit_line l
join account_balance a on a.owner = l.owner and a.asset = l.asset and a.purpose = 'wallet'
where l.person = $1 and a.floor <> -l.line
order by a.id
