-- Shops: what people sell in a community, and what was sold. The money itself moves by payments.

create table shop_item (
  id bigint generated always as identity primary key,
  -- What people read to each other.
  reference text not null unique check (reference like 'itm\_%'),
  -- `platform:tenant:community`: whose catalogue it stands in.
  community text not null,
  seller bigint not null references person,
  name text not null check (name <> ''),
  -- As names are compared.
  name_key text not null check (name_key <> ''),
  description text,
  asset text not null references asset,
  -- Of one, in minor units.
  price numeric(38, 0) not null check (price > 0),
  -- How many were ever put up for sale; null: as many as are wanted. What is left is this less what is sold (shop_sale).
  stock integer check (stock >= 0),
  -- How many one person may have; null: any number.
  per_person integer check (per_person > 0),
  state text not null check (state in ('open', 'removed')),
  created_at timestamptz not null,
  ended_at timestamptz,
  check ((state = 'open') = (ended_at is null))
);
create unique index shop_item_name on shop_item (community, name_key) where state = 'open';
create index shop_item_seller on shop_item (seller, id);

-- Messages that show an item, in conversations.
create table shop_card (
  item bigint not null references shop_item,
  delivery bigint primary key
);
create index shop_card_item on shop_card (item, delivery);

-- What its seller did with an item, by the event's key.
create table shop_act (
  id bigint generated always as identity primary key,
  key text not null unique,
  request_hash text not null,
  item bigint not null references shop_item,
  person bigint not null references person,
  did text not null check (did in ('added', 'edited', 'stocked', 'removed')),
  -- The price and the stock from then on, and by how much the stock has changed.
  price numeric(38, 0) not null,
  stock integer,
  stock_change integer not null,
  created_at timestamptz not null
);
create index shop_act_item on shop_act (item, id);

-- Some of an item, bought by one payment.
create table shop_purchase (
  id bigint generated always as identity primary key,
  item bigint not null references shop_item,
  buyer bigint not null references person,
  quantity integer not null check (quantity > 0),
  -- Minor units of the item's currency.
  unit_price numeric(38, 0) not null check (unit_price > 0),
  -- The reference of its order.
  payment text not null unique,
  -- Of the event that bought.
  key text not null unique,
  created_at timestamptz not null,
  -- When its seller was told of it, or had nothing to be told.
  told_at timestamptz
);
create index shop_purchase_item on shop_purchase (item, buyer);
create index shop_purchase_untold on shop_purchase (id) where told_at is null;

-- What has become of purchases. `units`: how many of them are sold and not given back. A payment that did not go through sold nothing,
-- and one that was given back as a whole, however, gave all of them back.
create view shop_sale as
select p.id as purchase, p.item, p.buyer, p.quantity, p.unit_price, p.payment, p.key, p.created_at, p.told_at,
  o.state, o.amount, o.refunded, o.delivery,
  case when o.state not in ('authorized', 'settled', 'claimable') or o.refunded >= o.amount then 0 else p.quantity end as units
from shop_purchase p
join payment_outcome o on o.reference = p.payment;

create trigger shop_act_immutable before update or delete or truncate on shop_act
for each statement execute function refuse_change();
alter table shop_act enable always trigger shop_act_immutable;
