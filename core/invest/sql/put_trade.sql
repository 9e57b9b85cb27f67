-- What somebody is offered; nothing where the event has asked already.
-- $1 reference, $2 person, $3 side, $4 asset, $5 units, $6 what it is dealt in, $7 value, $8 fee, $9 in hundredths of a percent, $10 price and
-- $11 how much it is, $12 idempotency key, $13 now, $14 until
insert into trade (
  reference, person, side, asset, units, quote_asset, value, fee, fee_bps, price_id, price, key, created_at, expires_at
) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
on conflict (key) do nothing
