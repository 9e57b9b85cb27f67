-- The post that an event has offered already.
-- $1 idempotency key
select reference, delivery, request_hash from paywall_post where key = $1
