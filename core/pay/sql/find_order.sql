-- The order that an event has made already.
-- $1 idempotency key
select reference, delivery, request_hash from payment_order where key = $1
