-- Requests: what one person asks of others, and what they have paid of it. The money itself moves by payments.

create or replace view payment_outcome as
select o.reference, o.delivery, p.payee, p.amount, p.state, p.hold, p.transfer, p.settled_at, o.asset
from payment_order o
join payment p on p.payment_order = o.id;

create table request (
  id bigint generated always as identity primary key,
  -- What people read to each other.
  reference text not null unique check (reference like 'req\_%'),
  asker bigint not null references person,
  asset text not null,
  memo text,
  -- Idempotency key of the event that asked, and what was asked.
  key text not null unique,
  request_hash text not null,
  -- { conversation, person, locale }: where it was asked, by whom, in which language.
  origin jsonb not null,
  -- The card in the conversation.
  delivery bigint not null,
  expires_at timestamptz not null,
  -- When the asker reminded last, and by which event.
  reminded_at timestamptz,
  reminded_key text,
  created_at timestamptz not null
);

create index request_asker on request (asker, id);

-- The part of one person who is asked.
create table request_share (
  id bigint generated always as identity primary key,
  request bigint not null references request,
  -- 0, 1, 2 … in the order in which they were named.
  position smallint not null,
  -- Null: whoever pays first.
  payer bigint references person,
  amount numeric(38, 0) not null check (amount > 0),
  -- What somebody, or time, has made of it. How much of it is paid, the payments say (request_state).
  state text not null check (state in ('open', 'paid', 'declined', 'cancelled', 'expired')),
  expires_at timestamptz not null,
  -- The event by which it was declined or cancelled.
  ended_key text,
  ended_at timestamptz,
  unique (request, position),
  unique (request, payer),
  check ((state = 'open') = (ended_at is null))
);

create index request_share_payer on request_share (payer) where state = 'open';
create index request_share_expires_at on request_share (expires_at) where state = 'open';

-- Messages that show a request, besides its card in the conversation: of those who do not see that, and reminders.
create table request_message (
  request bigint not null references request,
  delivery bigint primary key
);

create index request_message_request on request_message (request);

create table request_payment (
  -- Of the payment order.
  reference text primary key,
  share bigint not null references request_share,
  payer bigint not null references person,
  -- The event that paid.
  key text not null unique,
  created_at timestamptz not null
);

create index request_payment_share on request_payment (share);

-- Shares with what is paid of them, in minor units: settled, under way, and paid once and given back since. What is left may be asked
-- for and paid. A payment that did not go through counts for nothing. Whoever has paid of a share for anybody has it.
create view request_state as
select s.id as share, s.request, s.position, s.amount, s.state, s.expires_at, s.ended_key,
  (select coalesce(q.merged_into, q.id) from person q where q.id = coalesce(s.payer, m.payer)) as payer,
  s.payer is null as for_anybody,
  m.paid, m.under_way, m.given_back,
  greatest(s.amount - m.paid - m.under_way - m.given_back, 0) as remaining
from request_share s
cross join lateral (
  select
    coalesce(sum(o.amount) filter (where o.state in ('settled', 'claimable')), 0) as paid,
    coalesce(sum(o.amount) filter (where o.state = 'authorized'), 0) as under_way,
    coalesce(sum(o.amount) filter (where o.state = 'reversed'), 0) as given_back,
    min(p.payer) filter (where o.state in ('settled', 'claimable', 'authorized', 'reversed')) as payer
  from request_payment p
  join payment_outcome o on o.reference = p.reference
  where p.share = s.id
) m;
