-- New lots of an account, as they stand after all that was read.
-- $1 account; of each: $2 version, $3 position, $4 origin, $5 acquired at, $6 units, $7 cost, $8 units left, $9 cost left
insert into lot (account, version, position, origin, acquired_at, units, cost, units_left, cost_left)
select $1::bigint, lot.*
from unnest($2::bigint[], $3::int[], $4::text[], $5::timestamptz[], $6::numeric[], $7::numeric[], $8::numeric[], $9::numeric[]) as lot
order by 1, 2, 3
returning id, version, position
