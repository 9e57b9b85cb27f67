-- A price that an event has set already.
-- $1 key, $2 price
select asset, price = $2::numeric as same, effective_at from asset_price where key = $1
