-- Whether payments of an order are still to be settled, and how much of it went out.
-- $1 order
select
  count(*) filter (where state = 'authorized')::int as authorized,
  coalesce(sum(amount) filter (where state in ('settled', 'claimable', 'returned')), 0) as sent,
  coalesce(
    jsonb_agg(payee::text order by position) filter (where state in ('settled', 'claimable', 'returned')), '[]'
  ) as payees
from payment
where payment_order = $1
