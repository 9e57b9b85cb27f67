-- $1 day, $2 when it ended
insert into interest_day (day, ends_at) values ($1, $2)
