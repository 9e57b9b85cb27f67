-- One can subscribe at this price.
-- $1 reference, $2 creator, $3 asset, $4 price, $5 name, $6 key, $7 hash, $8 now
insert into subscription_tier (reference, creator, asset, price, name, key, request_hash, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
returning id
