-- A payment will not be captured: voided or expired.
-- $1 payment, $2 state, $3 refusal as JSON text or null, $4 now
update payment set state = $2, reason = $3::text::jsonb, ended_at = $4 where id = $1
