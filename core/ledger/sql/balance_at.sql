-- The balance after the last entry that was recorded up to a moment. No row where there was none.
-- $1 account, $2 moment
select balance from entry where account_id = $1 and version = ledger_version_at($1, $2);
