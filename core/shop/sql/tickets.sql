-- Tickets as they stand.
-- $1 ids
select t.ticket as id, t.purchase, t.number, t.item, t.payment, t.unit_price, t.amount, t.refunded, t.holder, t.buyer, t.state, t.checked_in_at,
  t.checked_in_key, t.refunded_key, i.name, i.asset, i.event_at, i.event_zone as zone, i.place, i.refund_until,
  (select coalesce(q.merged_into, q.id) from person q where q.id = i.seller) as seller,
  (select v.name from person named join person_view v on v.id = coalesce(named.merged_into, named.id) where named.id = t.checked_in_by)
    as checked_in_by_name
from shop_ticket_state t
join shop_item i on i.id = t.item
where t.ticket = any($1::bigint[])
order by t.ticket
