-- Prices that a feed says, in force from now on.
-- $1 feed, $2 now; of each: $3 asset, $4 price, $5 the moment that it is of, $6 fresh until, $7 key
insert into asset_price (asset, price, effective_at, source, as_of, fresh_until, key, created_at)
select said.asset, said.price, $2::timestamptz, $1, said.as_of, said.fresh_until, said.key, $2
from unnest($3::text[], $4::numeric[], $5::timestamptz[], $6::timestamptz[], $7::text[]) as said (asset, price, as_of, fresh_until, key)
on conflict (key) do nothing
returning id
