-- Payments with what their orders say and who takes part, locked together with their orders, in one order for all who come (order, then payment): the
-- payments of an order end one batch at a time, so that one of them knows that it was the last. Whoever holds the locks decides alone
-- what becomes of the payments.
-- $1 payments
select
  p.id, p.payment_order, p.payee, p.amount, p.state, p.escrowed, p.hold, p.claim_until, p.payee_delivery, p.pressed_key,
  o.reference, o.payer, o.asset, o.memo, o.origin, o.delivery, x.sell_asset, x.sell_amount,
  (select count(*)::int from payment one where one.payment_order = o.id) as payments_of_order,
  (
    select to_jsonb(v) from person named join person_view v on v.id = coalesce(named.merged_into, named.id)
    where named.id = o.payer
  ) as payer_now,
  (
    select to_jsonb(v) from person named join person_view v on v.id = coalesce(named.merged_into, named.id)
    where named.id = p.payee
  ) as payee_now
from payment p
join payment_order o on o.id = p.payment_order
left join payment_exchange x on x.payment = p.id
where p.id = any($1::bigint[])
order by o.id, p.id
for no key update of o, p
