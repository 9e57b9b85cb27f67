-- A rate from a day on. Returns a row unless this event has set one already.
-- $1 asset, $2 kind, $3 millionths, $4 from, $5 operator, $6 key, $7 now
insert into interest_rate (asset, kind, rate_ppm, effective_from, operator, key, created_at)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (key) do nothing
returning id
