-- Items as they stand. After the lock, in a later statement, this is what counts.
-- $1 ids, $2 cards of each at most, the newest
select i.id, i.reference, i.community, i.name, i.description, i.asset, i.price, i.stock, i.per_person, i.state,
  i.event_at, i.event_zone as zone, i.place, i.refund_until,
  (select coalesce(q.merged_into, q.id) from person q where q.id = i.seller) as seller,
  (select coalesce(sum(s.units), 0)::int from shop_sale s where s.item = i.id) as sold,
  (select coalesce(sum(a.stock_change), 0)::int from shop_act a where a.item = i.id) as put_up,
  array(select c.delivery from shop_card c where c.item = i.id order by c.delivery desc limit $2) as cards
from shop_item i
where i.id = any($1::bigint[])
order by i.id
