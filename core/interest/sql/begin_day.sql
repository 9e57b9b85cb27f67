-- A day that is begun, with the moment that it ended at.
-- $1 day, $2 when it ended
insert into interest_day (day, ends_at) values ($1, $2)
