-- A payer says what is wrong. Returns the dispute's id.
-- $1 reference, $2 payment, $3 now
insert into dispute (reference, payment, state, deliveries, created_at) values ($1, $2, 'open', '{}', $3)
returning id
