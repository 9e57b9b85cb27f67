-- Whether nobody else accrues or changes a rate just now; held until the end of the database transaction.
-- $1 the name of the lock, as advisory_lock.sql has it
select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as locked
