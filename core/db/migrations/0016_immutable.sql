-- What was ordered, and what operators did, stays as it was written: only what has become of a payment may change. By triggers, as for
-- the ledger (0002_ledger.sql).

create trigger operator_action_immutable before update or delete or truncate on operator_action
for each statement execute function refuse_change();
alter table operator_action enable always trigger operator_action_immutable;

create trigger payment_order_immutable before update or delete or truncate on payment_order
for each statement execute function refuse_change();
alter table payment_order enable always trigger payment_order_immutable;

create trigger payment_immutable
before update of id, payment_order, position, payee, amount, escrowed, hold, hold_expires_at or delete or truncate on payment
for each statement execute function refuse_change();
alter table payment enable always trigger payment_immutable;
