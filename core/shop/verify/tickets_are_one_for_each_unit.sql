-- Of a purchase of an event there is a ticket for each unit, numbered from nothing on; of anything else there is none.
-- Range: shop_item, $1 < id ≤ $2
select format('purchase %s is of %s units, and has tickets %s', p.id, p.quantity, coalesce(t.positions::text, 'none')) as detail
from shop_item i
join shop_purchase p on p.item = i.id
left join lateral (select array_agg(t.position order by t.position) as positions from shop_ticket t where t.purchase = p.id) t on true
where i.id > $1 and i.id <= $2
  and t.positions is distinct from case when i.event_at is not null then array(select generate_series(0, p.quantity - 1)) end
order by p.id;
