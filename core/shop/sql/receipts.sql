-- What payments bought.
-- $1 references of payments
select s.payment, s.quantity, s.unit_price, s.quantity - s.units as returned, i.name, i.asset
from shop_sale s
join shop_item i on i.id = s.item
where s.payment = any($1::text[]) and s.state in ('settled', 'claimable')
