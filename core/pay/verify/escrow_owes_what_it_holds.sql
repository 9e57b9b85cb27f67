-- The escrow account of each asset holds exactly what can be claimed in it. Rows are violations.
select
  'escrow ' || coalesce(a.asset, c.asset) || ' holds ' || coalesce(a.balance, 0) || ' and owes ' || coalesce(c.owed, 0) as detail
from (
  select asset, credits_posted - debits_posted as balance
  from account where owner = 'system' and purpose = 'escrow'
) a
full join (
  select o.asset, sum(p.amount) as owed
  from payment p join payment_order o on o.id = p.payment_order
  where p.state = 'claimable'
  group by o.asset
) c on c.asset = a.asset
where coalesce(a.balance, 0) <> coalesce(c.owed, 0)
