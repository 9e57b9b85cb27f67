-- Assets that operators define, and dealing in them: at prices that operators set, against the house's liquidity. The money and the units are in
-- the ledger; lots say what somebody's units have cost, and are read out of its entries.

alter table asset
  drop constraint asset_kind_check,
  add constraint asset_kind_check check (kind in ('fiat', 'crypto', 'security', 'commodity', 'other'));

-- What an asset is never changes: its exponent would multiply everything that anybody has of it.
create trigger asset_immutable before update or delete or truncate on asset for each statement execute function refuse_change();
alter table asset enable always trigger asset_immutable;

create table asset_listing (
  asset text primary key references asset,
  -- What it is dealt in.
  quote_asset text not null references asset check (quote_asset <> asset),
  -- `platform:tenant:user` of the operator; null for the command line. So in all of these tables.
  operator text,
  -- Idempotency key of the event.
  key text not null unique,
  created_at timestamptz not null
);

create table asset_price (
  id bigint generated always as identity primary key,
  asset text not null references asset_listing,
  -- Of one whole unit, in whole units of what it is dealt in.
  price numeric not null check (price > 0),
  -- From then on, until the next one. Of several from one moment the last counts.
  effective_at timestamptz not null,
  operator text,
  key text not null unique,
  created_at timestamptz not null,
  -- Nobody dealt at another price before.
  check (effective_at >= created_at)
);

create index asset_price_effective on asset_price (asset, effective_at desc, id desc);

-- Units that came to be, or ceased to be.
create table asset_issue (
  id bigint generated always as identity primary key,
  reference text not null unique check (reference like 'bnk\_%'),
  asset text not null references asset_listing,
  -- Negative: redeemed.
  units numeric(38, 0) not null check (units <> 0),
  transfer bigint not null unique,
  operator text,
  key text not null unique,
  created_at timestamptz not null
);

-- What somebody is offered, for a minute at exactly that, and what became of it.
create table trade (
  id bigint generated always as identity primary key,
  reference text not null unique check (reference like 'trd\_%'),
  person bigint not null references person,
  side text not null check (side in ('buy', 'sell')),
  asset text not null references asset_listing,
  units numeric(38, 0) not null check (units > 0),
  quote_asset text not null references asset,
  -- What the units are at the price, in minor units; what the person pays is this and the fee, what they get is this less the fee.
  value numeric(38, 0) not null check (value > 0),
  fee numeric(38, 0) not null check (fee >= 0),
  fee_bps integer not null check (fee_bps >= 0),
  price_id bigint not null references asset_price,
  price numeric not null check (price > 0),
  key text not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  state text not null default 'open' check (state in ('open', 'executed', 'cancelled')),
  -- The event that ended it.
  ended_key text,
  ended_at timestamptz,
  -- The exchange of units and money, and the fee beside it.
  transfer bigint unique,
  fee_transfer bigint unique,
  check (side = 'buy' or fee < value),
  check ((state = 'open') = (ended_at is null) and (state = 'open') = (ended_key is null)),
  check ((transfer is not null) = (state = 'executed')),
  check ((fee_transfer is not null) = (transfer is not null and fee > 0))
);

create index trade_ended_key on trade (ended_key) where ended_key is not null;
create index trade_person on trade (person) where state = 'executed';

-- How far the entries of an account with units have been read into lots. Whoever reads on locks it.
create table holding (
  account bigint primary key,
  asset text not null references asset_listing,
  -- Of the last entry that was read.
  version bigint not null check (version >= 0)
);

-- Units that came together, and what they cost.
create table lot (
  id bigint generated always as identity primary key,
  account bigint not null references holding,
  -- The entry that they came by, and where among several lots that came by it.
  version bigint not null,
  position integer not null,
  -- bought; received, at what they were worth; moved, from an account that became this one, as they were there.
  origin text not null check (origin in ('bought', 'received', 'moved')),
  acquired_at timestamptz not null,
  units numeric(38, 0) not null check (units > 0),
  -- In minor units of what the asset is dealt in.
  cost numeric(38, 0) not null check (cost >= 0),
  units_left numeric(38, 0) not null check (units_left between 0 and units),
  cost_left numeric(38, 0) not null check (cost_left between 0 and cost),
  unique (account, version, position),
  check (units_left > 0 or cost_left = 0)
);

create index lot_open on lot (account, acquired_at, id) where units_left > 0;

-- Units that went, and what came for them.
create table disposal (
  id bigint generated always as identity primary key,
  account bigint not null references holding,
  version bigint not null,
  -- sold; given, at what they were worth; moved, to the account that this one became.
  kind text not null check (kind in ('sold', 'given', 'moved')),
  at timestamptz not null,
  units numeric(38, 0) not null check (units > 0),
  proceeds numeric(38, 0) not null check (proceeds >= 0),
  cost numeric(38, 0) not null check (cost >= 0),
  unique (account, version),
  check (kind <> 'moved' or proceeds = cost)
);

-- Out of which lots, the oldest first.
create table disposal_lot (
  disposal bigint not null references disposal,
  lot bigint not null references lot,
  units numeric(38, 0) not null check (units > 0),
  cost numeric(38, 0) not null check (cost >= 0),
  primary key (disposal, lot)
);

create index disposal_lot_lot on disposal_lot (lot);

create trigger asset_listing_immutable before update or delete or truncate on asset_listing
for each statement execute function refuse_change();
alter table asset_listing enable always trigger asset_listing_immutable;
create trigger asset_price_immutable before update or delete or truncate on asset_price for each statement execute function refuse_change();
alter table asset_price enable always trigger asset_price_immutable;
create trigger asset_issue_immutable before update or delete or truncate on asset_issue for each statement execute function refuse_change();
alter table asset_issue enable always trigger asset_issue_immutable;
create trigger trade_immutable
before update of id, reference, person, side, asset, units, quote_asset, value, fee, fee_bps, price_id, price, key, created_at, expires_at
or delete or truncate on trade
for each statement execute function refuse_change();
alter table trade enable always trigger trade_immutable;
create trigger lot_immutable
before update of id, account, version, position, origin, acquired_at, units, cost or delete or truncate on lot
for each statement execute function refuse_change();
alter table lot enable always trigger lot_immutable;
create trigger disposal_immutable before update or delete or truncate on disposal for each statement execute function refuse_change();
alter table disposal enable always trigger disposal_immutable;
create trigger disposal_lot_immutable before update or delete or truncate on disposal_lot
for each statement execute function refuse_change();
alter table disposal_lot enable always trigger disposal_lot_immutable;
