-- What payers say is wrong with settled payments, until the bank or they themselves have brought it to an end.

create table dispute (
  id bigint generated always as identity primary key,
  -- What operators act on.
  reference text not null unique check (reference like 'dsp\_%'),
  payment bigint not null references payment,
  state text not null check (state in ('open', 'refunded', 'rejected', 'withdrawn')),
  -- The cards of the operators, which show it as it is.
  deliveries bigint[] not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  check ((state = 'open') = (ended_at is null))
);

create unique index dispute_open on dispute (payment) where state = 'open';
create index dispute_payment on dispute (payment);

-- Every step of it, and who took it.
create table dispute_step (
  id bigint generated always as identity primary key,
  dispute bigint not null references dispute,
  step text not null check (step in ('opened', 'asked', 'answered', 'refunded', 'rejected', 'withdrawn')),
  -- `platform:tenant:user` of an operator; null for the payer, and for a payee who refunds by themselves.
  operator text,
  words text,
  refund bigint unique references refund,
  -- Idempotency key of the event.
  key text not null unique,
  created_at timestamptz not null,
  check ((step in ('opened', 'asked', 'answered', 'rejected')) = (words is not null)),
  check ((step = 'refunded') = (refund is not null))
);

create index dispute_step_dispute on dispute_step (dispute, id);
