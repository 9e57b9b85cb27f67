-- What an event has refunded already.
-- $1 idempotency key
select payment, amount from refund where key = $1
