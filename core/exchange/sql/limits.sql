-- What operators let be changed of assets within 24 hours.
-- $1 assets
select asset, person_a_day, house_a_day from exchange_asset where asset = any($1::text[])
