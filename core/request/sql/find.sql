-- The request that an event has made already.
-- $1 idempotency key
select reference, delivery, request_hash from request where key = $1
