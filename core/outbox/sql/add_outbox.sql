-- Writes a nudge to the workers.
-- $1 topic, $2 payment or null, $3 lane or null
insert into outbox (topic, payment, lane) values ($1, $2, $3);
