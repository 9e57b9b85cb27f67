-- Payments have been captured.
-- $1 payments, and of each: $2 transfer, $3 claim until (null: it is settled), $4 delivery of the payee's own card or null; $5 now
update payment p set
  state = case when c.claim_until is null then 'settled' else 'claimable' end,
  transfer = c.transfer,
  claim_until = c.claim_until,
  payee_delivery = c.delivery,
  settled_at = $5,
  ended_at = case when c.claim_until is null then $5::timestamptz end
from unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::bigint[]) as c (payment, transfer, claim_until, delivery)
where p.id = c.payment and p.id = any($1::bigint[])
