-- How much of an order went out, what its payer gave for it where that is of another asset, to whom it went, and how many of these have not had it yet.
-- $1 order
select
  coalesce(sum(amount), 0) as total,
  sum((select x.sell_amount from payment_exchange x where x.payment = payment.id)) as sold,
  coalesce(jsonb_agg(payee::text order by position), '[]') as payees,
  (count(*) filter (where state = 'claimable'))::int as waiting
from payment
where payment_order = $1 and state in ('settled', 'claimable', 'returned')
