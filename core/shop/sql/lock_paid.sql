-- What paid for a ticket, locked: nothing of it comes back meanwhile. Tickets come before it, accounts after.
-- $1 ticket
select o.id
from shop_ticket t
join shop_purchase p on p.id = t.purchase
join payment_order o on o.reference = p.payment
join payment y on y.payment_order = o.id
where t.id = $1
order by o.id, y.id
for share of o, y
