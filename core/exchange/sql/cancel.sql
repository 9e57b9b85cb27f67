-- Its person does not want it. What has ended stays as it ended.
-- $1 quote, $2 key of the event, $3 now
update exchange_quote set state = 'cancelled', ended_key = $2, ended_at = $3
where id = $1 and (state = 'open' or state = 'cancelled' and ended_key = $2)
returning id, reference, person, purpose, sell_asset, sell_amount, spread, spread_bps, buy_asset, buy_amount, sell_per_euro::text,
  buy_per_euro::text, expires_at, state
