-- Payments of months have been placed.
-- $1 months, $2 references
update subscription_period p set state = 'placed', payment = placed.reference, retry_at = null
from unnest($1::bigint[], $2::text[]) as placed (id, reference)
where p.id = placed.id
