-- A post without a version yet. Returns its id.
-- $1 reference, $2 seller, $3 asset, $4 key, $5 hash, $6 delivery, $7 now
insert into paywall_post (reference, seller, asset, key, request_hash, delivery, created_at)
values ($1, $2, $3, $4, $5, $6, $7)
returning id
