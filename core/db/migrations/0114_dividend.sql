-- Dividends: declared once, shared out among whoever holds units when the record date ends, and paid on the pay date.

create table dividend (
  id bigint generated always as identity primary key,
  reference text not null unique check (reference like 'div\_%'),
  asset text not null references asset_listing,
  -- What it is paid in: what the asset is dealt in.
  currency text not null references asset,
  -- Of a whole unit, in whole units of the currency; null: so much in all.
  per_unit numeric check (per_unit > 0),
  in_all numeric(38, 0) check (in_all > 0),
  record_date date not null,
  pay_date date not null check (pay_date > record_date),
  -- When the record date ends and when the pay date begins, by the bank's clock as it was when this was declared.
  record_ends_at timestamptz not null,
  pay_from timestamptz not null check (pay_from >= record_ends_at),
  -- `platform:tenant:user` of the operator; null for the command line.
  operator text,
  key text not null unique,
  created_at timestamptz not null check (created_at < record_ends_at),
  state text not null default 'declared' check (state in ('declared', 'cancelled', 'recorded', 'paid')),
  cancelled_key text unique,
  -- Once it is recorded: how many units share in it, and what is paid to all of them together.
  units numeric(38, 0) check (units >= 0),
  total numeric(38, 0) check (total >= 0),
  recorded_at timestamptz,
  ended_at timestamptz,
  check ((per_unit is null) <> (in_all is null)),
  check ((state = 'cancelled') = (cancelled_key is not null)),
  check ((state in ('recorded', 'paid')) = (units is not null) and (units is null) = (total is null) and (units is null) = (recorded_at is null)),
  check ((state in ('cancelled', 'paid')) = (ended_at is not null))
);

create index dividend_open on dividend (record_ends_at, pay_from) where state in ('declared', 'recorded');

-- What of it belongs to an account with units. An account that became somebody else's is paid to them.
create table dividend_share (
  dividend bigint not null references dividend,
  account bigint not null,
  units numeric(38, 0) not null check (units > 0),
  amount numeric(38, 0) not null check (amount >= 0),
  transfer bigint unique,
  primary key (dividend, account),
  check (transfer is null or amount > 0)
);

create index dividend_share_account on dividend_share (account);
create index dividend_share_due on dividend_share (dividend, account) where transfer is null and amount > 0;

create trigger dividend_immutable
before update of id, reference, asset, currency, per_unit, in_all, record_date, pay_date, record_ends_at, pay_from, operator, key, created_at
or delete or truncate on dividend
for each statement execute function refuse_change();
alter table dividend enable always trigger dividend_immutable;
create trigger dividend_share_immutable
before update of dividend, account, units, amount or delete or truncate on dividend_share
for each statement execute function refuse_change();
alter table dividend_share enable always trigger dividend_share_immutable;
