-- Interest. A day's interest of an account is its balance at the end of that day times the rate of that day, over 365 (Actual/365 fixed). It
-- is kept exactly, in grains: a rate is in millionths a year, so balance × rate is whole, and 365,000,000 grains are one minor unit.

create table interest_rate (
  id bigint generated always as identity primary key,
  asset text not null references asset,
  kind text not null check (kind in ('credit_balance', 'debit_balance', 'savings')),
  rate_ppm integer not null check (rate_ppm between 0 and 1000000),
  effective_from date not null,
  -- `platform:tenant:user` of the operator; null for the command line.
  operator text,
  -- Idempotency key of the event.
  key text not null unique,
  created_at timestamptz not null
);
create index interest_rate_newest on interest_rate (asset, kind, effective_from desc, id desc);
comment on table interest_rate is
  'Annual rates. In force on a day is the one with the latest effective_from up to it, and of several the newest; never edited, only superseded';
comment on column interest_rate.rate_ppm is 'Millionths a year: 42500 is 4.25%';

-- The days and months that are done, one after the other. One worker at a time goes on where the last one stopped.
create table interest_day (
  day date primary key,
  -- When it ended, by the clock of the bank: entries that happened before belong to it.
  ends_at timestamptz not null,
  -- Accounts up to this id are done.
  accounts_through bigint not null default 0,
  done_at timestamptz
);
create table interest_month (
  month date primary key check (extract(day from month) = 1),
  accounts_through bigint not null default 0,
  done_at timestamptz
);

-- By day first: a day's rows are written one after the other, and a month of one account is 31 of them.
create table interest_accrual (
  day date not null,
  account_id bigint not null,
  balance numeric(38, 0) not null check (balance <> 0),
  rate_ppm integer not null check (rate_ppm > 0),
  primary key (day, account_id)
);
comment on table interest_accrual is
  'What accrued: balance × rate_ppm grains. An account without a row had nothing at the end of the day, or no rate';

create table interest_posting (
  account_id bigint not null,
  month date not null check (extract(day from month) = 1),
  side text not null check (side in ('earned', 'charged')),
  -- Grains: of the month; with what was carried, less what was posted, what is carried on. Never rounded away.
  accrued numeric(50, 0) not null check (accrued >= 0),
  carried numeric(50, 0) not null check (carried >= 0),
  -- Minor units.
  amount numeric(38, 0) not null check (amount >= 0),
  transfer bigint unique,
  primary key (account_id, side, month),
  check ((amount > 0) = (transfer is not null))
);
comment on table interest_posting is 'What was capitalised, once per account, side and month';

create trigger interest_rate_immutable before update or delete or truncate on interest_rate
for each statement execute function refuse_change();
create trigger interest_accrual_immutable before update or delete or truncate on interest_accrual
for each statement execute function refuse_change();
create trigger interest_posting_immutable before update or delete or truncate on interest_posting
for each statement execute function refuse_change();
create trigger interest_day_immutable before update of day, ends_at or delete or truncate on interest_day
for each statement execute function refuse_change();
alter table interest_rate enable always trigger interest_rate_immutable;
alter table interest_accrual enable always trigger interest_accrual_immutable;
alter table interest_posting enable always trigger interest_posting_immutable;
alter table interest_day enable always trigger interest_day_immutable;
