-- The round that an event has opened already.
-- $1 idempotency key
select reference, delivery from tab_round where key = $1
