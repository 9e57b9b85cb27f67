-- A payment will not be captured: voided or expired. Returns how many others its order has, and how many of them are still to be
-- settled.
-- $1 payment, $2 state, $3 refusal as JSON text or null, $4 now
with ended as (
  update payment set state = $2, reason = $3::text::jsonb, ended_at = $4 where id = $1
  returning payment_order
)
select count(*)::int as others, (count(*) filter (where state = 'authorized'))::int as authorized
from payment
where payment_order = (select payment_order from ended) and id <> $1
