-- The payments of an order, locked together with it: whoever holds them decides alone what becomes of them. People come first, accounts last.
-- $1 order
select
  o.reference, o.payer, o.asset, o.delivery,
  p.id, p.position, p.payee, p.amount, p.state, p.escrowed, p.transfer, p.payee_delivery,
  exists (select from payment_exchange x where x.payment = p.id) as exchanged
from payment_order o
join payment p on p.payment_order = o.id
where o.id = $1
order by o.id, p.id
for no key update of o, p
