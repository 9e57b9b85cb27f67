-- What the exchange takes from now on.
-- $1 hundredths of a percent, $2 operator, $3 idempotency key, $4 now
insert into exchange_rule (spread_bps, operator, key, created_at) values ($1, $2, $3, $4)
on conflict (key) do nothing
