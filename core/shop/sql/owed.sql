-- Purchases of a cancelled event of which something is to go back.
-- $1 item, $2 limit, $3 those that were tried
select s.purchase, s.payment
from shop_sale s
join shop_item i on i.id = s.item
where s.item = $1 and i.state = 'cancelled' and s.units > 0 and s.state in ('settled', 'claimable') and s.purchase <> all($3::bigint[])
order by s.purchase
limit $2
