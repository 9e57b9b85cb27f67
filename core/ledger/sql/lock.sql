-- $1 accounts
select ledger_lock($1::bigint[]);
