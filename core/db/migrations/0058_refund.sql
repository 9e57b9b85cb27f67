-- Money that came back out of settled payments. The money itself is in the ledger: from the payee to the payer.

create table refund (
  id bigint generated always as identity primary key,
  payment bigint not null references payment,
  -- All refunds of a payment together are no more than it was (core/refund/verify).
  amount numeric(38, 0) not null check (amount > 0),
  transfer bigint not null unique,
  -- The payee refunds once; what is left, the bank may order them to.
  ordered_by text not null check (ordered_by in ('payee', 'bank')),
  -- Idempotency key of the event.
  key text not null unique,
  created_at timestamptz not null
);

create index refund_payment on refund (payment);
create unique index refund_by_payee on refund (payment) where ordered_by = 'payee';

-- What operators do is registered by the capabilities; what the database holds of it is that it has a name.
alter table operator_action
  drop constraint operator_action_action_check,
  add constraint operator_action_action_check check (action ~ '^[a-z_]{1,40}$'),
  drop constraint operator_action_check,
  add constraint operator_action_check check (
    (asset is null) = (amount is null) and (transfer is null or amount is not null) and (action <> 'fund' or transfer is not null)
  );
