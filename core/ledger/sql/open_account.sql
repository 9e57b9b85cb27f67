-- The id of an account, opened on first use.
-- $1 owner, $2 asset, $3 purpose, $4 floor or null
select ledger_open_account($1, $2, $3, $4::numeric) as id;
