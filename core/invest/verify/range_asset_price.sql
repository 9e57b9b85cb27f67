-- Bounds: asset_price
-- The rows of asset_price after $1, about $2 of them: the last (null: all that are left), and how many there are.
select case when count(*) = $2 then max(id) end as last, (select max(id) from asset_price) as newest, count(*) as keys
from (select id from asset_price where id > $1 order by id limit $2) chunk;
