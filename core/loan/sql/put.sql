-- An offer, unless this event has made one.
-- $1 reference, $2 person, $3 product, $4 asset, $5 amount, $6 fee, $7 months, $8 rate, $9 annual percentage rate of charge, $10 key, $11 now,
-- $12 until
insert into loan (reference, person, product, asset, amount, fee, months, rate_ppm, apr_ppm, key, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
on conflict (key) do nothing
