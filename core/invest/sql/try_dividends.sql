-- Whether nobody else shares out or pays dividends just now; held until the end of the database transaction.
select pg_try_advisory_xact_lock(hashtextextended('dividends', 0)) as locked
