-- Units that came to be, or ceased to be.
-- $1 reference, $2 asset, $3 units, $4 transfer, $5 operator, $6 key, $7 now
insert into asset_issue (reference, asset, units, transfer, operator, key, created_at) values ($1, $2, $3, $4, $5, $6, $7)
