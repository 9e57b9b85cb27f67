-- A payment with what its order says, locked. Whoever holds it decides alone what becomes of it.
-- $1 payment
select
  p.id, p.payment_order, p.payee, p.amount, p.state, p.escrowed, p.hold, p.claim_until, p.payee_delivery, p.pressed_key,
  o.reference, o.payer, o.asset, o.memo, o.origin, o.delivery
from payment p
join payment_order o on o.id = p.payment_order
where p.id = $1
for no key update of p
