-- The messages with what was paid for.
-- $1 references, $2 deliveries
update paywall_purchase u set delivery = made.delivery
from unnest($1::text[], $2::bigint[]) as made (reference, delivery)
where u.reference = made.reference
