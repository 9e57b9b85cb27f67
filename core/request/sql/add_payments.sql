-- Payments of shares that have been placed.
-- $1 references, and of each: $2 share, $3 payer, $4 key; $5 now
insert into request_payment (reference, share, payer, key, created_at)
select reference, share, payer, key, $5
from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[]) as placed (reference, share, payer, key)
