-- Whoever holds them alone changes these assets.
-- $1 assets
select asset from exchange_asset where asset = any($1::text[]) order by asset for no key update
