-- How much of an order went out, and to whom.
-- $1 order
select
  coalesce(sum(amount), 0) as total,
  coalesce(jsonb_agg(payee::text order by position), '[]') as payees
from payment
where payment_order = $1 and state in ('settled', 'claimable', 'returned')
