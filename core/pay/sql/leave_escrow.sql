-- A claimable payment has left escrow: settled to its payee, or returned.
-- $1 payment, $2 state, $3 transfer, $4 key of the event that pressed a button or null, $5 now
update payment set state = $2, escrow_transfer = $3, pressed_key = $4, ended_at = $5 where id = $1
