-- Bought.
-- $1 items, and of each: $2 buyer, $3 quantity, $4 price of one, $5 reference of its payment, $6 key; $7 now
insert into shop_purchase (item, buyer, quantity, unit_price, payment, key, created_at)
select item, buyer, quantity, unit_price, payment, key, $7
from unnest($1::bigint[], $2::bigint[], $3::int[], $4::numeric[], $5::text[], $6::text[])
  as bought (item, buyer, quantity, unit_price, payment, key)
