-- The bank's income and expense are what was posted, and nothing else.
-- Range: account, $1 < id ≤ $2
-- Tally: interest_is_booked
select purpose || ' ' || asset as subject, sum(credits_posted - debits_posted) as has, 0 as owes
from account
where id > $1 and id <= $2 and owner = 'system' and purpose in ('interest_income', 'interest_expense')
group by purpose, asset
union all
select case p.side when 'earned' then 'interest_expense ' else 'interest_income ' end || a.asset, 0,
  sum(case p.side when 'earned' then -p.amount else p.amount end)
from interest_posting p
join account a on a.id = p.account_id
where p.account_id > $1 and p.account_id <= $2
group by p.side, a.asset;
