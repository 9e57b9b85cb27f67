-- Its person does not want it. What has ended stays as it ended.
-- $1 trade, $2 key of the event, $3 now
update trade set state = 'cancelled', ended_key = $2, ended_at = $3
where id = $1 and (state = 'open' or state = 'cancelled' and ended_key = $2)
returning id, reference, person, side, asset, units, quote_asset, value, fee, fee_bps, price::text, expires_at, state, transfer
