-- Units and money have changed hands.
-- $1 trade, $2 key of the event, $3 transfer, $4 transfer of the fee or null, $5 now
update trade set state = 'executed', ended_key = $2, transfer = $3, fee_transfer = $4, ended_at = $5 where id = $1
