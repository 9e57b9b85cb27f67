-- By whom the prices of an asset are said from now on.
-- $1 asset, $2 source, $3 operator, $4 key, $5 now
insert into asset_source (asset, source, operator, key, created_at) values ($1, $2, $3, $4, $5)
