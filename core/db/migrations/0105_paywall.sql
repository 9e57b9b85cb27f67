-- Paid posts: a text, a link or a file that one person offers, and that others unlock by paying. The money itself moves by payments.

-- What is sent along with one, as it was sent. It never leaves the row: an edit of the post puts another one beside it.
create table paywall_file (
  id bigint generated always as identity primary key,
  name text not null,
  media_type text not null,
  size_bytes bigint not null check (size_bytes = octet_length(bytes)),
  bytes bytea not null,
  created_at timestamptz not null
);
-- Files are mostly compressed already.
alter table paywall_file alter column bytes set storage external;

create table paywall_post (
  id bigint generated always as identity primary key,
  -- What people read to each other.
  reference text not null unique check (reference like 'pst\_%'),
  seller bigint not null references person,
  asset text not null,
  -- Idempotency key of the event that offered it, and what was offered.
  key text not null unique,
  request_hash text not null,
  -- The card in the conversation where it was offered.
  delivery bigint not null,
  -- From when on nobody else can unlock it, and by which event.
  withdrawn_at timestamptz,
  withdrawn_key text,
  created_at timestamptz not null,
  check ((withdrawn_at is null) = (withdrawn_key is null))
);

create index paywall_post_seller on paywall_post (seller, id);

-- What it says, and what is behind it: the newest counts for everybody, whenever they unlocked it.
create table paywall_version (
  post bigint not null references paywall_post,
  -- 1, 2, 3 …
  number int not null check (number > 0),
  -- In minor units of the post's asset.
  price numeric(38, 0) not null check (price > 0),
  title text,
  teaser text,
  content text,
  file bigint references paywall_file,
  -- Of the event, and what it asked for.
  key text not null unique,
  request_hash text not null,
  created_at timestamptz not null,
  primary key (post, number),
  check (content is not null or file is not null)
);

-- Cards that show a post, beside the first.
create table paywall_message (
  post bigint not null references paywall_post,
  delivery bigint primary key,
  -- Of the event that asked for it.
  key text not null unique
);

create index paywall_message_post on paywall_message (post);

create table paywall_purchase (
  -- Of the payment order.
  reference text primary key,
  post bigint not null,
  version int not null,
  buyer bigint not null references person,
  -- The event that paid.
  key text not null unique,
  -- The message with what is behind it; null until the payment has settled.
  delivery bigint,
  created_at timestamptz not null,
  foreign key (post, version) references paywall_version
);

create index paywall_purchase_post on paywall_purchase (post);
create index paywall_purchase_buyer on paywall_purchase (buyer);

create trigger paywall_file_immutable before update or delete or truncate on paywall_file
for each statement execute function refuse_change();
alter table paywall_file enable always trigger paywall_file_immutable;

create trigger paywall_version_immutable before update or delete or truncate on paywall_version
for each statement execute function refuse_change();
alter table paywall_version enable always trigger paywall_version_immutable;

create trigger paywall_post_immutable
before update of id, reference, seller, asset, key, request_hash, delivery, created_at or delete or truncate on paywall_post
for each statement execute function refuse_change();
alter table paywall_post enable always trigger paywall_post_immutable;

create trigger paywall_purchase_immutable
before update of reference, post, version, buyer, key, created_at or delete or truncate on paywall_purchase
for each statement execute function refuse_change();
alter table paywall_purchase enable always trigger paywall_purchase_immutable;

-- Purchases with what became of their payments, by the persons that the buyers have turned out to be. One entitles to the post while
-- not all of it was given back.
create view paywall_entitlement as
select u.reference, u.post, coalesce(b.merged_into, b.id) as person, o.amount, o.state, o.settled_at, o.refunded,
  o.state = 'settled' and o.refunded < o.amount as entitles
from paywall_purchase u
join person b on b.id = u.buyer
join payment_outcome o on o.reference = u.reference;
