-- Purchases whose end nobody has been told of, locked for whoever tells; without those that another one is telling.
-- $1 limit
select p.id, p.item, p.buyer, p.quantity, p.unit_price, o.state
from shop_purchase p
join payment_outcome o on o.reference = p.payment
where p.told_at is null and o.state <> 'authorized'
order by p.id
limit $1
for no key update of p skip locked
