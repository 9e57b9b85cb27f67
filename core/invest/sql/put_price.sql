-- A price from a moment on.
-- $1 asset, $2 price, $3 from, $4 operator, $5 key, $6 now
insert into asset_price (asset, price, effective_at, operator, key, created_at) values ($1, $2, $3, $4, $5, $6)
