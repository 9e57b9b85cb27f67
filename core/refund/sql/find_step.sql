-- The step that an event has taken already.
-- $1 idempotency key
select dispute, step, words from dispute_step where key = $1
