-- Whose an account is, and what a hold is of, stays as it was written: entries and legs say whose money moved by the account's id alone, so
-- that another name on it would be another's money without a transfer. Only what the ledger's functions change is left to change.

create trigger account_immutable before update of id, owner, asset, purpose, created_at or delete or truncate on account
for each statement execute function refuse_change();
alter table account enable always trigger account_immutable;

create trigger hold_immutable before update of id, expires_at or delete or truncate on hold
for each statement execute function refuse_change();
alter table hold enable always trigger hold_immutable;
