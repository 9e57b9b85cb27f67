-- Locks accounts for the rest of the database transaction.
-- $1 accounts
select ledger_lock($1::bigint[]);
