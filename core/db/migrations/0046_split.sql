-- Bills that are split: one person has paid, the others each owe them a share. The money itself moves by payments.

create table split (
  id bigint generated always as identity primary key,
  -- What people read to each other; and what the odd penny's turn follows from.
  reference text not null unique check (reference like 'spl\_%'),
  -- Who has paid the bill.
  owner bigint not null references person,
  asset text not null,
  -- In minor units.
  total numeric(38, 0) not null check (total > 0),
  mode text not null check (mode in ('equal', 'shares', 'percent', 'exact', 'items')),
  memo text,
  -- Idempotency key of the event that opened it, and what was asked for.
  key text not null unique,
  request_hash text not null,
  -- { person, conversation } of the command.
  origin jsonb not null,
  -- The card in the conversation.
  delivery bigint not null,
  -- Open: people may join and leave. Locked: who owes how much stands. That all have paid is read from their payments.
  state text not null check (state in ('open', 'locked', 'cancelled', 'expired')),
  expires_at timestamptz not null,
  created_at timestamptz not null,
  -- Nothing happens to it any more: cancelled, expired, or found to be paid when its time was over.
  ended_at timestamptz,
  check ((state in ('cancelled', 'expired')) <= (ended_at is not null))
);

create index split_expires_at on split (expires_at) where ended_at is null;
create index split_owner on split (owner) where ended_at is null;

create table split_share (
  id bigint generated always as identity primary key,
  split bigint not null references split,
  -- 0, 1, 2 … in the order in which they came to it.
  position smallint not null,
  person bigint not null references person,
  -- False: they have left. Their row stays, for their card and for their coming back.
  takes_part boolean not null,
  -- Their part of the total as it was said: heads, hundredths of a percent, or minor units.
  weight numeric(38, 0) not null check (weight >= 0),
  -- What that comes to.
  amount numeric(38, 0) not null check (amount >= 0),
  -- The card sent to whoever does not see the conversation.
  delivery bigint,
  -- The order that pays it: the newest, where one before it was not carried out.
  payment text,
  unique (split, position),
  unique (split, person),
  check (takes_part <= (weight > 0 and amount > 0))
);

create index split_share_person on split_share (person);

-- What was done to a split by which event: each does it once.
create table split_act (
  key text primary key,
  split bigint not null references split,
  person bigint not null references person,
  did text not null check (did in ('join', 'leave', 'lock', 'cancel', 'pay')),
  -- Of a payment: what it pays, and its order.
  share bigint references split_share,
  payment text,
  -- Why it was not done.
  refusal jsonb,
  at timestamptz not null,
  check ((did = 'pay') = (share is not null and payment is not null))
);

create index split_act_split on split_act (split);

-- Shares with what has become of them: people as the persons that they have turned out to be, payments as they are now.
-- `own`: of whoever paid the bill.
create view split_share_view as
select
  s.id, s.split, s.position, s.takes_part, s.weight, s.amount, s.delivery,
  coalesce(named.merged_into, named.id) as person,
  case
    when coalesce(named.merged_into, named.id) = coalesce(owner.merged_into, owner.id) then 'own'
    when outcome.state = 'authorized' then 'pending'
    when outcome.state in ('settled', 'claimable') then 'paid'
    else 'open'
  end as state
from split_share s
join split on split.id = s.split
join person named on named.id = s.person
join person owner on owner.id = split.owner
left join payment_outcome outcome on outcome.reference = s.payment;
