-- Whoever holds this lets somebody in before the event is called off, or after. Many do at once.
-- $1 ticket
select i.id
from shop_ticket t
join shop_purchase p on p.id = t.purchase
join shop_item i on i.id = p.item
where t.id = $1
for share of i
