-- Claimable payments have left escrow: settled to their payees, or returned.
-- $1 payments, and of each: $2 state, $3 transfer, $4 key of the event that pressed a button or null; $5 now
update payment p set state = l.state, escrow_transfer = l.transfer, pressed_key = l.pressed_key, ended_at = $5
from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[]) as l (payment, state, transfer, pressed_key)
where p.id = l.payment and p.id = any($1::bigint[])
