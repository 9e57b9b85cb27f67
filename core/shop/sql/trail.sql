-- The trail of items: a row for each thing that their sellers did; and of purchases, a row for each, under its item's reference.
-- $1 references, of items or of what was paid for them; $2 idempotency keys of events
with wanted as (
  select id from shop_item where reference = any($1::text[])
  union
  select item from shop_act where key = any($2::text[])
), bought as (
  select id from shop_purchase where payment = any($1::text[]) or key = any($2::text[])
)
select 'shop' as capability, i.reference, a.created_at as at, a.did as state, a.xmin::text as written_in, null as topic,
  array[a.key] as keys, array(select c.delivery from shop_card c where c.item = i.id) as deliveries,
  null::bigint[] as transfers, null::bigint[] as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'by', 'person', p.public_id),
    jsonb_build_object('name', 'price', 'minor', a.price::text, 'asset', i.asset),
    jsonb_build_object('name', 'stock_change', 'text', a.stock_change::text)
  ) as facts
from shop_act a
join shop_item i on i.id = a.item
join person named on named.id = a.person
join person p on p.id = coalesce(named.merged_into, named.id)
where a.item in (select id from wanted)
union all
select 'shop', i.reference, b.created_at, 'bought', b.xmin::text, null,
  array[b.key], array[o.delivery], array_remove(array[o.hold, o.transfer], null), null,
  jsonb_build_array(
    jsonb_build_object('name', 'from', 'person', p.public_id, 'minor', o.amount::text, 'asset', i.asset),
    jsonb_build_object('name', 'quantity', 'text', b.quantity::text),
    jsonb_build_object('name', 'payment', 'text', b.payment)
  )
from shop_purchase b
join shop_item i on i.id = b.item
join payment_outcome o on o.reference = b.payment
join person named on named.id = b.buyer
join person p on p.id = coalesce(named.merged_into, named.id)
where b.id in (select id from bought)
union all
select 'shop', i.reference, t.checked_in_at, 'checked_in', t.xmin::text, null, array[t.checked_in_key], null, null, null,
  jsonb_build_array(
    jsonb_build_object('name', 'by', 'person', p.public_id),
    jsonb_build_object('name', 'ticket', 'text', t.number)
  )
from shop_ticket t
join shop_purchase b on b.id = t.purchase
join shop_item i on i.id = b.item
join person named on named.id = t.checked_in_by
join person p on p.id = coalesce(named.merged_into, named.id)
where t.purchase in (select id from bought) or t.checked_in_key = any($2::text[])
union all
select 'shop', i.reference, g.created_at, 'given', g.xmin::text, null, array[g.key], null, null, null,
  jsonb_build_array(
    jsonb_build_object('name', 'from', 'person', one.public_id),
    jsonb_build_object('name', 'to', 'person', other.public_id),
    jsonb_build_object('name', 'ticket', 'text', t.number)
  )
from shop_ticket_gift g
join shop_ticket t on t.id = g.ticket
join shop_purchase b on b.id = t.purchase
join shop_item i on i.id = b.item
join person one on one.id = g.giver
join person other on other.id = g.receiver
where t.purchase in (select id from bought) or g.key = any($2::text[])
