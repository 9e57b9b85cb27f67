-- What somebody is offered; nothing where the event has asked already.
-- $1 reference, $2 person, $3 purpose, $4 asset given, $5 amount, $6 the spread in it, $7 in hundredths of a percent, $8 asset got, $9 amount,
-- $10 rates, $11 and $12 the two that count, $13 idempotency key, $14 now, $15 until
insert into exchange_quote (
  reference, person, purpose, sell_asset, sell_amount, spread, spread_bps, buy_asset, buy_amount, rate_set, sell_per_euro, buy_per_euro, key,
  created_at, expires_at
) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
on conflict (key) do nothing
