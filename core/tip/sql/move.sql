-- What has become of tips.
-- $1 tips, and of each: $2 state, $3 capture, $4 transfer out of escrow, $5 claim until, $6 key of the event that took it back,
-- $7 settled at, $8 ended at, $9 whether its author is to be told (again)
update tip t set
  state = m.state,
  transfer = coalesce(m.transfer, t.transfer),
  escrow_transfer = m.escrow_transfer,
  claim_until = m.claim_until,
  undo_key = m.undo_key,
  settled_at = m.settled_at,
  ended_at = m.ended_at,
  told_at = case when m.tells then null else t.told_at end
from unnest(
  $1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::timestamptz[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::boolean[]
) as m (tip, state, transfer, escrow_transfer, claim_until, undo_key, settled_at, ended_at, tells)
where t.id = m.tip and t.id = any($1::bigint[])
