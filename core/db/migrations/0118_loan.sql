-- Loans of the bank: what is offered to whom, what was offered and accepted, the plan by which it is repaid, and what was repaid. What is
-- outstanding of a loan is in the ledger, below zero in an account of the loan's own: owner `lon_…`, purpose `loan`.

-- On which terms a tier may borrow in an asset. The newest row counts.
create table loan_product (
  id bigint generated always as identity primary key,
  tier text not null check (tier ~ '^[a-z][a-z0-9_]{0,19}$'),
  asset text not null references asset,
  -- False: nothing is offered any more; what was lent stays as it is.
  is_offered boolean not null,
  amount_min numeric(38, 0) check (amount_min > 0),
  amount_max numeric(38, 0) check (amount_max >= amount_min),
  months_min smallint check (months_min > 0),
  months_max smallint check (months_max >= months_min),
  rate_ppm integer check (rate_ppm between 0 and 1000000),
  -- Of the amount; kept back when it is paid out.
  fee_ppm integer check (fee_ppm between 0 and 500000),
  -- What one person may owe of all their loans in this asset, and how many they may have.
  outstanding_max numeric(38, 0) check (outstanding_max >= amount_min),
  loans_max smallint check (loans_max > 0),
  -- `platform:tenant:user` of the operator; null for the command line.
  operator text,
  -- Idempotency key of the event.
  key text not null unique,
  created_at timestamptz not null,
  check (is_offered = (num_nonnulls(amount_min, amount_max, months_min, months_max, rate_ppm, fee_ppm, outstanding_max, loans_max) = 8)),
  check (is_offered or num_nonnulls(amount_min, amount_max, months_min, months_max, rate_ppm, fee_ppm, outstanding_max, loans_max) = 0)
);
create index loan_product_newest on loan_product (tier, asset, id desc);

create table loan (
  id bigint generated always as identity primary key,
  reference text not null unique check (reference like 'lon\_%'),
  person bigint not null references person,
  product bigint not null references loan_product,
  asset text not null references asset,
  amount numeric(38, 0) not null check (amount > 0),
  fee numeric(38, 0) not null check (fee >= 0 and fee < amount),
  months smallint not null check (months > 0),
  rate_ppm integer not null check (rate_ppm >= 0),
  -- Annual percentage rate of charge, millionths.
  apr_ppm integer not null check (apr_ppm >= 0),
  -- Idempotency key of the event that asked for it.
  key text not null unique,
  created_at timestamptz not null,
  -- Until then it can be accepted.
  expires_at timestamptz not null check (expires_at > created_at),
  state text not null default 'offered' check (state in ('offered', 'declined', 'active', 'repaid', 'withdrawn', 'written_off')),
  accepted_key text unique,
  accepted_at timestamptz,
  -- By whose clock its days are counted, an IANA name, and the day from which interest is.
  zone text,
  started_on date,
  -- What paid it out.
  transfer bigint unique,
  -- The event that ended it, where one did.
  ended_key text,
  ended_at timestamptz,
  -- What the bank gave up of it.
  lost numeric(38, 0) check (lost > 0),
  loss_transfer bigint unique,
  check ((state in ('offered', 'declined')) = (accepted_key is null)),
  check (num_nonnulls(accepted_key, accepted_at, zone, started_on, transfer) in (0, 5)),
  check ((state in ('offered', 'active')) = (ended_at is null)),
  check ((state = 'written_off') = (lost is not null) and (lost is null) = (loss_transfer is null))
);
create index loan_person on loan (person, id);
create index loan_active on loan (id) where state = 'active';

-- What was paid of a loan at one time.
create table loan_repayment (
  id bigint generated always as identity primary key,
  loan bigint not null references loan,
  -- `automatic` when it was due; by the borrower `due`, `part` of what was not, `all`, or all by `withdrawal` with the fee back.
  kind text not null check (kind in ('automatic', 'due', 'part', 'all', 'withdrawal')),
  principal numeric(38, 0) not null check (principal >= 0),
  interest numeric(38, 0) not null check (interest >= 0),
  fee_returned numeric(38, 0) not null default 0 check (fee_returned >= 0),
  transfer bigint not null unique,
  -- Idempotency key of the event; of an automatic one, its instalment's.
  key text not null unique,
  -- The button that did it; null where it was automatic.
  quote text unique,
  -- By the clock of the loan.
  paid_on date not null,
  created_at timestamptz not null,
  check (principal + interest > fee_returned),
  check (fee_returned = 0 or kind = 'withdrawal'),
  check ((quote is null) = (kind = 'automatic'))
);
create index loan_repayment_loan on loan_repayment (loan, id);

-- The plan of a loan. Part of it repaid early makes another revision of what is left: rows are superseded, never changed.
create table loan_instalment (
  id bigint generated always as identity primary key,
  loan bigint not null references loan,
  revision smallint not null check (revision > 0),
  -- Which of the loan's months it belongs to.
  month smallint not null check (month > 0),
  kind text not null check (kind in ('planned', 'early')),
  due_on date not null,
  -- From when it is collected.
  due_at timestamptz not null,
  principal numeric(38, 0) not null check (principal >= 0),
  interest numeric(38, 0) not null check (interest >= 0),
  state text not null default 'open' check (state in ('open', 'paid', 'superseded', 'lost')),
  repayment bigint references loan_repayment,
  -- When it was last tried in vain, and is tried again.
  try_at timestamptz not null,
  reminded_at timestamptz,
  unique (loan, revision, month, kind),
  check (principal + interest > 0),
  check ((state = 'paid') = (repayment is not null))
);
create index loan_instalment_due on loan_instalment (try_at) where state = 'open';
create index loan_instalment_ahead on loan_instalment (due_at) where state = 'open' and reminded_at is null;
create index loan_instalment_repayment on loan_instalment (repayment) where repayment is not null;

create trigger loan_product_immutable before update or delete or truncate on loan_product
for each statement execute function refuse_change();
create trigger loan_immutable
before update of id, reference, person, product, asset, amount, fee, months, rate_ppm, apr_ppm, key, created_at, expires_at or delete or truncate on loan
for each statement execute function refuse_change();
create trigger loan_repayment_immutable before update or delete or truncate on loan_repayment
for each statement execute function refuse_change();
create trigger loan_instalment_immutable
before update of id, loan, revision, month, kind, due_on, due_at, principal, interest or delete or truncate on loan_instalment
for each statement execute function refuse_change();
alter table loan_product enable always trigger loan_product_immutable;
alter table loan enable always trigger loan_immutable;
alter table loan_repayment enable always trigger loan_repayment_immutable;
alter table loan_instalment enable always trigger loan_instalment_immutable;
