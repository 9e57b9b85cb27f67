-- What an event has changed already.
-- $1 idempotency key
select reference, delivery from tab_change where key = $1
