-- Drops: money that one person gives to whoever comes first. The money is in the ledger, in the system's account escrow_drop, until it is
-- taken or goes back.

create table money_drop (
  id bigint generated always as identity primary key,
  reference text not null unique check (reference like 'drp\_%'),
  giver bigint not null references person,
  asset text not null,
  total numeric(38, 0) not null check (total > 0),
  mode text not null check (mode in ('random', 'even')),
  shares smallint not null check (shares > 0),
  -- What the random shares were drawn from, so that anybody who sees it afterwards can draw them again.
  seed text not null,
  memo text,
  -- How old the claimer's own account must be, beside what the bank asks of every drop.
  account_age_ms bigint not null check (account_age_ms >= 0),
  expires_at timestamptz not null,
  -- Idempotency key of the event that gave it, and what was given.
  key text not null unique,
  request_hash text not null,
  -- The card in the conversation.
  delivery bigint not null,
  -- Wallet to escrow.
  transfer bigint not null unique,
  state text not null default 'open' check (state in ('open', 'emptied', 'expired', 'cancelled')),
  -- What nobody took, and how it went back.
  returned numeric(38, 0) check (returned > 0),
  return_transfer bigint unique,
  -- The event by which the giver took it back.
  ended_key text,
  created_at timestamptz not null,
  ended_at timestamptz,
  check ((state = 'open') = (ended_at is null)),
  check ((state in ('expired', 'cancelled')) = (returned is not null and return_transfer is not null))
);

create index money_drop_due on money_drop (expires_at) where state = 'open';

create table drop_share (
  money_drop bigint not null references money_drop,
  -- 0, 1, 2 … in the order in which they are taken.
  position smallint not null,
  amount numeric(38, 0) not null check (amount > 0),
  -- Who took it. Null: nobody yet.
  person bigint references person,
  transfer bigint unique,
  -- The event by which they did.
  key text,
  claimed_at timestamptz,
  primary key (money_drop, position),
  unique (money_drop, person),
  check ((person is null) = (transfer is null) and (person is null) = (key is null) and (person is null) = (claimed_at is null))
);

create index drop_share_person on drop_share (person, claimed_at) where person is not null;
create index drop_share_key on drop_share (key) where key is not null;

-- What was given stays as it was drawn: only what became of it may change.
create trigger money_drop_immutable
before update of id, reference, giver, asset, total, mode, shares, seed, memo, account_age_ms, expires_at, key, request_hash, delivery, transfer,
  created_at or delete or truncate on money_drop
for each statement execute function refuse_change();
alter table money_drop enable always trigger money_drop_immutable;

create trigger drop_share_immutable before update of money_drop, position, amount or delete or truncate on drop_share
for each statement execute function refuse_change();
alter table drop_share enable always trigger drop_share_immutable;

-- What the bank asks of everybody who takes from a drop. The newest row counts; the others say who changed what, and when.
create table drop_rule (
  id bigint generated always as identity primary key,
  account_age_ms bigint not null check (account_age_ms >= 0),
  member_age_ms bigint not null check (member_age_ms >= 0),
  -- Drops at most that one person takes from within a day; null for as many as there are.
  claims_a_day integer check (claims_a_day > 0),
  -- `platform:tenant:user` of the operator.
  operator text not null,
  key text not null unique,
  created_at timestamptz not null
);

create trigger drop_rule_immutable before update or delete or truncate on drop_rule for each statement execute function refuse_change();
alter table drop_rule enable always trigger drop_rule_immutable;
