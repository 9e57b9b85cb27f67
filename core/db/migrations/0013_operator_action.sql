-- What operators did: the audit trail of the bank's side.

create table operator_action (
  id bigint generated always as identity primary key,
  reference text not null unique check (reference like 'bnk\_%'),
  action text not null check (action in ('fund', 'freeze', 'unfreeze')),
  -- `platform:tenant:user` of the operator; null for the command line.
  operator text,
  person bigint not null references person,
  asset text,
  amount numeric(38, 0),
  transfer bigint unique,
  -- Idempotency key of the event; null where repeating changes nothing.
  key text unique,
  created_at timestamptz not null,
  check ((action = 'fund') = (asset is not null and amount is not null and transfer is not null))
);

create index operator_action_person on operator_action (person, id);
