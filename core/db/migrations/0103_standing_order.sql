-- Standing orders: payments that come again, or one that comes later. The money itself moves by payments.

create table standing_order (
  id bigint generated always as identity primary key,
  -- What people read to each other.
  reference text not null unique check (reference like 'sto\_%'),
  payer bigint not null references person,
  payee bigint not null references person,
  asset text not null,
  -- Of every payment, in minor units.
  amount numeric(38, 0) not null check (amount > 0),
  memo text,
  -- Idempotency key of the event that made it.
  key text not null unique,
  -- { conversation, person, locale }: where the receipts go, who ordered, in which language.
  origin jsonb not null,
  -- Dates are nominal: what a clock in this zone (an IANA name) shows, as `2026-12-24T09:00`.
  zone text not null,
  starts text not null check (starts ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'),
  -- { unit, every, on, count, until }, of which core/standing/rules.ts makes a rule of RFC 5545. Null: it pays once.
  repeat jsonb,
  state text not null check (state in ('active', 'paused', 'ended')),
  -- Why it does not go on.
  why text check (why in ('asked', 'finished', 'self', 'payer', 'payee', 'unclaimed', 'refused')),
  -- The date that nothing has been done about yet, and the moment that it is.
  next_date text,
  next_at timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz,
  check ((state = 'active') = (why is null)),
  check ((state = 'ended') = (ended_at is not null)),
  check ((next_date is null) = (next_at is null)),
  check (next_at is null or state = 'active')
);

create index standing_order_next_at on standing_order (next_at) where next_at is not null;
create index standing_order_payer on standing_order (payer, id) where state <> 'ended';

-- What became of one date. A date has one run, and a run at most one payment.
create table standing_run (
  id bigint generated always as identity primary key,
  standing_order bigint not null references standing_order,
  date text not null,
  due_at timestamptz not null,
  -- Dates before it that nobody could pay at, because nothing ran then; they are not paid any more.
  missed integer not null check (missed >= 0),
  -- 'due': to be paid, or tried again.
  state text not null check (state in ('due', 'placed', 'skipped')),
  why text check (why in ('asked', 'funds', 'order', 'next', 'refused')),
  -- How often there was not enough.
  failures smallint not null default 0,
  -- When somebody is to look at it again: a try, or a nudge that was lost.
  retry_at timestamptz,
  -- When it is tried again, as its payer was told.
  told_retry_at timestamptz,
  -- Of the payment order.
  payment text unique,
  -- The message that tells its payer that there was not enough.
  delivery bigint,
  created_at timestamptz not null,
  ended_at timestamptz,
  unique (standing_order, date),
  check ((state = 'due') = (ended_at is null)),
  check ((state = 'due') = (retry_at is not null)),
  check ((state = 'placed') = (payment is not null)),
  check ((state = 'skipped') = (why is not null))
);

create index standing_run_retry_at on standing_run (retry_at) where state = 'due';

-- What somebody did about an order, once for each event.
create table standing_act (
  -- Idempotency key of the event.
  key text primary key,
  standing_order bigint not null references standing_order,
  person bigint not null references person,
  act text not null check (act in ('pause', 'resume', 'skip', 'end', 'skip_run')),
  created_at timestamptz not null
);

create index standing_act_order on standing_act (standing_order);

-- What is paid to whom, and when, stays as it was written; an act happened.
create trigger standing_order_immutable
before update of reference, payer, payee, asset, amount, memo, key, origin, zone, starts, repeat, created_at or delete or truncate on standing_order
for each statement execute function refuse_change();
create trigger standing_run_immutable
before update of standing_order, date, due_at, missed, created_at or delete or truncate on standing_run
for each statement execute function refuse_change();
create trigger standing_act_immutable before update or delete or truncate on standing_act
for each statement execute function refuse_change();
alter table standing_order enable always trigger standing_order_immutable;
alter table standing_run enable always trigger standing_run_immutable;
alter table standing_act enable always trigger standing_act_immutable;
