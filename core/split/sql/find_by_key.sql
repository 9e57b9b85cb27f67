-- The split that an event has opened already.
-- $1 idempotency key
select reference, delivery, request_hash from split where key = $1
