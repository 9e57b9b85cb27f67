-- Subscriptions: what a creator takes a month, who has subscribed, and the months that were paid for. The money itself moves by payments.

-- What a subscription costs. Whoever has subscribed keeps the price; a creator who wants another one makes another tier.
create table subscription_tier (
  id bigint generated always as identity primary key,
  reference text not null unique check (reference like 'tie\_%'),
  creator bigint not null references person,
  asset text not null,
  -- A month, in minor units.
  price numeric(38, 0) not null check (price > 0),
  -- Null: the creator's only one, without a name.
  name text,
  -- Idempotency key of the event, and what it asked for.
  key text not null unique,
  request_hash text not null,
  created_at timestamptz not null,
  -- From when on nobody else subscribes to it.
  closed_at timestamptz
);

create index subscription_tier_creator on subscription_tier (creator, id);

-- Cards in conversations that show what a creator offers.
create table subscription_card (
  -- Of the event that asked for it.
  key text primary key,
  creator bigint not null references person,
  delivery bigint not null unique
);

create index subscription_card_creator on subscription_card (creator);

create table subscription (
  id bigint generated always as identity primary key,
  -- What people read to each other.
  reference text not null unique check (reference like 'sub\_%'),
  tier bigint not null references subscription_tier,
  subscriber bigint not null references person,
  -- When it began by the clock of the subscriber's zone (an IANA name), as `2026-01-31T09:00`: the day of the month on which it renews.
  zone text not null,
  starts text not null check (starts ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'),
  -- Cancelled: it runs to the end of the month that was paid for.
  state text not null check (state in ('active', 'cancelled', 'ended')),
  why text check (why in ('asked', 'funds', 'refused', 'self')),
  cancelled_key text,
  -- The month that nothing has been done about yet, and when it begins.
  next_number int not null check (next_number > 1),
  next_at timestamptz not null,
  -- The last month that somebody was reminded of.
  reminded int not null default 1,
  created_at timestamptz not null,
  ended_at timestamptz,
  check ((state = 'ended') = (ended_at is not null)),
  check ((state = 'ended') = (why is not null))
);

create index subscription_next_at on subscription (next_at) where state <> 'ended';
create index subscription_tier_subscribers on subscription (tier) where state <> 'ended';
create index subscription_subscriber on subscription (subscriber, id);

-- The months of a subscription that were to be paid. A month has at most one payment.
create table subscription_period (
  id bigint generated always as identity primary key,
  subscription bigint not null references subscription,
  -- 1, 2, 3 … months after the beginning.
  number int not null check (number > 0),
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  -- 'due': to be paid, or tried again.
  state text not null check (state in ('due', 'placed', 'skipped')),
  -- Of the payment order.
  payment text unique,
  failures smallint not null default 0,
  -- When somebody is to look at it again: a try, or a nudge that was lost.
  retry_at timestamptz,
  created_at timestamptz not null,
  unique (subscription, number),
  check (begins_at < ends_at),
  check ((state = 'placed') = (payment is not null)),
  check ((state = 'due') = (retry_at is not null))
);

-- One month at a time is tried.
create unique index subscription_period_due on subscription_period (subscription) where state = 'due';
create index subscription_period_retry_at on subscription_period (retry_at) where state = 'due';

create trigger subscription_tier_immutable
before update of id, reference, creator, asset, price, name, key, request_hash, created_at or delete or truncate on subscription_tier
for each statement execute function refuse_change();
alter table subscription_tier enable always trigger subscription_tier_immutable;

create trigger subscription_immutable
before update of id, reference, tier, subscriber, zone, starts, created_at or delete or truncate on subscription
for each statement execute function refuse_change();
alter table subscription enable always trigger subscription_immutable;

create trigger subscription_period_immutable
before update of id, subscription, number, begins_at, ends_at, created_at or delete or truncate on subscription_period
for each statement execute function refuse_change();
alter table subscription_period enable always trigger subscription_period_immutable;

-- From when until when somebody may see all that a creator sells: the months that were paid for and not given back, by the persons that
-- both have turned out to be. While a renewal is still tried, the month before it goes on: three days at most.
create view subscription_access as
select s.id as subscription,
  coalesce(c.merged_into, c.id) as creator, coalesce(b.merged_into, b.id) as subscriber,
  p.begins_at, case when s.state = 'active' then p.ends_at + interval '72 hours' else p.ends_at end as until
from subscription s
join subscription_tier t on t.id = s.tier
join person c on c.id = t.creator
join person b on b.id = s.subscriber
join subscription_period p on p.subscription = s.id and p.state = 'placed'
join payment_outcome o on o.reference = p.payment and o.state = 'settled' and o.refunded < o.amount;
