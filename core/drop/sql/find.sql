-- The drop that an event has given already.
-- $1 idempotency key
select reference, delivery, request_hash from money_drop where key = $1
