-- Tickets: items that are seats at an event. One for each unit that was bought, until it is used or given back.

alter table shop_item drop constraint shop_item_state_check;
alter table shop_item add constraint shop_item_state_check check (state in ('open', 'removed', 'cancelled'));
-- Of an event: when it begins, by which clock that was said (an IANA name), where, and until when whoever bought a ticket may give it back.
alter table shop_item add column event_at timestamptz;
alter table shop_item add column event_zone text;
alter table shop_item add column place text;
alter table shop_item add column refund_until timestamptz;
alter table shop_item add constraint shop_item_event_check check (
  (event_at is null) = (event_zone is null) and (event_at is not null or place is null and refund_until is null and state <> 'cancelled')
);

alter table shop_act drop constraint shop_act_did_check;
alter table shop_act add constraint shop_act_did_check check (did in ('added', 'edited', 'stocked', 'removed', 'cancelled', 'staffed'));

-- A refund that the rules of what was bought order.
alter table refund drop constraint refund_ordered_by_check;
alter table refund add constraint refund_ordered_by_check check (ordered_by in ('payee', 'bank', 'sale'));

-- Who lets people in besides the seller.
create table shop_staff (
  item bigint not null references shop_item,
  person bigint not null references person,
  created_at timestamptz not null,
  primary key (item, person)
);

create table shop_ticket (
  id bigint generated always as identity primary key,
  purchase bigint not null references shop_purchase,
  -- 0, 1, 2 … of the purchase.
  position integer not null check (position >= 0),
  -- Twelve digits, of which the last one checks the others. It names the ticket and proves nothing.
  number text not null unique check (number ~ '^\d{12}$'),
  -- Whose it is; the buyer's until it is given to somebody.
  holder bigint not null references person,
  checked_in_at timestamptz,
  checked_in_by bigint references person,
  checked_in_code text,
  checked_in_key text unique,
  refunded_at timestamptz,
  refunded_key text,
  unique (purchase, position),
  check ((checked_in_at is null) = (checked_in_by is null) and (checked_in_at is null) = (checked_in_code is null)),
  check ((refunded_at is null) = (refunded_key is null))
);
create index shop_ticket_holder on shop_ticket (holder, id);

-- Codes that let somebody in: only a hash of each. Whoever holds the ticket may have several; once it is somebody else's they are void.
create table shop_ticket_code (
  hash text primary key,
  ticket bigint not null references shop_ticket,
  holder bigint not null references person,
  created_at timestamptz not null,
  void_at timestamptz
);
create index shop_ticket_code_ticket on shop_ticket_code (ticket) where void_at is null;

-- Tickets that were given to somebody.
create table shop_ticket_gift (
  key text primary key,
  ticket bigint not null references shop_ticket,
  giver bigint not null references person,
  receiver bigint not null references person,
  created_at timestamptz not null
);

create or replace view shop_sale as
select p.id as purchase, p.item, p.buyer, p.quantity, p.unit_price, p.payment, p.key, p.created_at, p.told_at,
  o.state, o.amount, o.refunded, o.delivery,
  case when o.state not in ('authorized', 'settled', 'claimable') or o.refunded >= o.amount then 0
    else p.quantity - (select count(*)::int from shop_ticket t where t.purchase = p.id and t.refunded_at is not null) end as units
from shop_purchase p
join payment_outcome o on o.reference = p.payment;

-- How tickets stand, and whose they are, as the persons that they have turned out to be.
create view shop_ticket_state as
select t.id as ticket, t.purchase, t.position, t.number, s.item, s.payment, s.unit_price, s.amount, s.refunded, t.checked_in_at, t.checked_in_by,
  t.checked_in_key, t.refunded_key,
  (select coalesce(q.merged_into, q.id) from person q where q.id = t.holder) as holder,
  (select coalesce(q.merged_into, q.id) from person q where q.id = s.buyer) as buyer,
  case when s.state = 'authorized' then 'pending'
    when s.state not in ('settled', 'claimable') then 'void'
    when t.refunded_at is not null or s.refunded >= s.amount then 'refunded'
    when i.state = 'cancelled' then 'cancelled'
    when t.checked_in_at is not null then 'used'
    else 'valid' end as state
from shop_ticket t
join shop_sale s on s.purchase = t.purchase
join shop_item i on i.id = s.item;

create trigger shop_ticket_gift_immutable before update or delete or truncate on shop_ticket_gift
for each statement execute function refuse_change();
alter table shop_ticket_gift enable always trigger shop_ticket_gift_immutable;
