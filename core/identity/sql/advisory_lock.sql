-- Waits for everybody else who is at the same thing, until the end of the database transaction.
-- $1 the name of the thing
select pg_advisory_xact_lock(hashtextextended($1, 0))
