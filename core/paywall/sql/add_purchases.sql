-- Payments of posts that have been placed.
-- $1 references, and of each: $2 post, $3 version, $4 buyer, $5 key; $6 now
insert into paywall_purchase (reference, post, version, buyer, key, created_at)
select reference, post, version, buyer, key, $6
from unnest($1::text[], $2::bigint[], $3::int[], $4::bigint[], $5::text[]) as placed (reference, post, version, buyer, key)
