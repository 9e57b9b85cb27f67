-- Units of an account that went.
-- $1 account; of each: $2 version, $3 kind, $4 at, $5 units, $6 proceeds, $7 cost
insert into disposal (account, version, kind, at, units, proceeds, cost)
select $1::bigint, gone.*
from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::numeric[], $6::numeric[], $7::numeric[]) as gone
returning id, version
