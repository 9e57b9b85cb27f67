-- Exchange: rates as their source published them, what people were quoted, and what became of it. The money is in the ledger: the exchange's
-- accounts are the system's, `liquidity` and `exchange_income`, one of each per asset.

create table rate_set (
  id bigint generated always as identity primary key,
  -- Who says so: `ecb`, `fixed`.
  source text not null check (source ~ '^[a-z_]{1,20}$'),
  -- The day that they are of, as their source says.
  date date not null,
  fetched_at timestamptz not null,
  -- From then on they are stale, and nothing is quoted by them.
  fresh_until timestamptz not null check (fresh_until > fetched_at),
  unique (source, date)
);

create table rate (
  rate_set bigint not null references rate_set,
  asset text not null references asset,
  -- As many of the asset as one euro is, as published: neither rounded nor inverted.
  per_euro numeric not null check (per_euro > 0),
  primary key (rate_set, asset)
);

create table exchange_quote (
  id bigint generated always as identity primary key,
  reference text not null unique check (reference like 'fxq\_%'),
  person bigint not null references person,
  purpose text not null check (purpose in ('convert', 'pay')),
  sell_asset text not null references asset,
  -- All that the person gives, with the spread, in minor units.
  sell_amount numeric(38, 0) not null check (sell_amount > 0),
  -- What of it is the exchange's income.
  spread numeric(38, 0) not null check (spread >= 0 and spread < sell_amount),
  spread_bps integer not null check (spread_bps >= 0),
  buy_asset text not null references asset check (buy_asset <> sell_asset),
  buy_amount numeric(38, 0) not null check (buy_amount > 0),
  rate_set bigint not null references rate_set,
  -- The mid rates that it was made by, each per euro.
  sell_per_euro numeric not null check (sell_per_euro > 0),
  buy_per_euro numeric not null check (buy_per_euro > 0),
  -- Idempotency key of the event that asked for it.
  key text not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  state text not null default 'open' check (state in ('open', 'executed', 'cancelled')),
  -- The event that ended it.
  ended_key text,
  ended_at timestamptz,
  -- Of a conversion: the exchange, and the spread beside it. Of a payment they are its capture, which payment_exchange leads to.
  transfer bigint unique,
  spread_transfer bigint unique,
  check ((state = 'open') = (ended_at is null) and (state = 'open') = (ended_key is null)),
  check ((transfer is not null) = (state = 'executed' and purpose = 'convert')),
  check ((spread_transfer is not null) = (transfer is not null and spread > 0))
);

create index exchange_quote_ended_key on exchange_quote (ended_key) where ended_key is not null;
create index exchange_quote_executed on exchange_quote (ended_at) where state = 'executed';

-- Payments whose payer gave another asset than their payee gets.
create table payment_exchange (
  payment bigint primary key references payment,
  quote bigint not null references exchange_quote,
  sell_asset text not null,
  sell_amount numeric(38, 0) not null check (sell_amount > 0),
  spread numeric(38, 0) not null check (spread >= 0 and spread < sell_amount)
);

create index payment_exchange_quote on payment_exchange (quote);

-- How much of an asset may be changed within a day, in its minor units; null for what is usual (core/exchange/rules.ts). Whoever executes a
-- quote locks the rows of both of its assets.
create table exchange_asset (
  asset text primary key references asset,
  -- By one person.
  person_a_day numeric(38, 0) check (person_a_day >= 0),
  -- By all together, what they bought less what they sold, either way.
  house_a_day numeric(38, 0) check (house_a_day >= 0)
);

-- What the exchange takes above the mid rate. The newest row counts.
create table exchange_rule (
  id bigint generated always as identity primary key,
  spread_bps integer not null check (spread_bps between 0 and 1000),
  -- `platform:tenant:user` of the operator; null for the command line.
  operator text,
  key text not null unique,
  created_at timestamptz not null
);

create trigger rate_set_immutable before update or delete or truncate on rate_set for each statement execute function refuse_change();
alter table rate_set enable always trigger rate_set_immutable;
create trigger rate_immutable before update or delete or truncate on rate for each statement execute function refuse_change();
alter table rate enable always trigger rate_immutable;
create trigger exchange_rule_immutable before update or delete or truncate on exchange_rule
for each statement execute function refuse_change();
alter table exchange_rule enable always trigger exchange_rule_immutable;
create trigger payment_exchange_immutable before update or delete or truncate on payment_exchange
for each statement execute function refuse_change();
alter table payment_exchange enable always trigger payment_exchange_immutable;
create trigger exchange_quote_immutable
before update of id, reference, person, purpose, sell_asset, sell_amount, spread, spread_bps, buy_asset, buy_amount, rate_set, sell_per_euro,
  buy_per_euro, key, created_at, expires_at or delete or truncate on exchange_quote
for each statement execute function refuse_change();
alter table exchange_quote enable always trigger exchange_quote_immutable;

-- Transfers that changed one asset into another, for whoever tells of them.
create view exchanged as
select q.transfer, q.id as quote, q.sell_asset, q.sell_amount, q.spread, q.buy_asset, q.buy_amount, q.sell_per_euro, q.buy_per_euro, q.spread_bps
from exchange_quote q
where q.transfer is not null
union all
select p.transfer, q.id, x.sell_asset, x.sell_amount, x.spread, q.buy_asset, p.amount, q.sell_per_euro, q.buy_per_euro, q.spread_bps
from payment p
join payment_exchange x on x.payment = p.id
join exchange_quote q on q.id = x.quote
where p.transfer is not null;

-- What operators do with the house's own accounts concerns nobody in particular.
alter table operator_action alter column person drop not null;
