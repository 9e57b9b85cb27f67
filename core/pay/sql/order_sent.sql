-- How much of an order went out, to whom, and how many of these have not had it yet.
-- $1 order
select
  coalesce(sum(amount), 0) as total,
  coalesce(jsonb_agg(payee::text order by position), '[]') as payees,
  (count(*) filter (where state = 'claimable'))::int as waiting
from payment
where payment_order = $1 and state in ('settled', 'claimable', 'returned')
