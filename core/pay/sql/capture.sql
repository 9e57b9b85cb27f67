-- A payment has been captured.
-- $1 payment, $2 transfer, $3 claim until (null: it is settled), $4 delivery of the payee's own card or null, $5 now
update payment set
  state = case when $3::timestamptz is null then 'settled' else 'claimable' end,
  transfer = $2,
  claim_until = $3,
  payee_delivery = $4,
  settled_at = $5,
  ended_at = case when $3::timestamptz is null then $5::timestamptz end
where id = $1
