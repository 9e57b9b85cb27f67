-- A payment has been captured. Returns how many others its order has, and how many of them are still to be settled.
-- $1 payment, $2 transfer, $3 claim until (null: it is settled), $4 delivery of the payee's own card or null, $5 now
with captured as (
  update payment set
    state = case when $3::timestamptz is null then 'settled' else 'claimable' end,
    transfer = $2,
    claim_until = $3,
    payee_delivery = $4,
    settled_at = $5,
    ended_at = case when $3::timestamptz is null then $5::timestamptz end
  where id = $1
  returning payment_order
)
select count(*)::int as others, (count(*) filter (where state = 'authorized'))::int as authorized
from payment
where payment_order = (select payment_order from captured) and id <> $1
