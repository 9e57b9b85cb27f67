-- How far a day has come.
-- $1 day, $2 accounts up to this one are done, $3 when the last one is, or null
update interest_day set accounts_through = $2, done_at = $3 where day = $1
