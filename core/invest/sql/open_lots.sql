-- What is left of the lots of an account.
-- $1 account
select id, acquired_at, units_left, cost_left from lot where account = $1 and units_left > 0 order by acquired_at, id
