-- Freezes or unfreezes all accounts of an owner.
-- $1 owner, $2 frozen
select ledger_freeze($1, $2);
