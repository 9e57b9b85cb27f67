-- The prices in force at a moment: of each asset the last one that had begun. Of a feed with the moment that it is of, and until when it may
-- be dealt at.
-- $1 assets, $2 moment
select distinct on (asset) asset, id, price::text as price, effective_at, as_of, fresh_until
from asset_price
where asset = any($1::text[]) and effective_at <= $2
order by asset, effective_at desc, id desc
