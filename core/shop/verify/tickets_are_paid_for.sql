-- Nobody is let in who has not paid, or whom all of it had been given back; and no ticket counts as good whose payment all came back.
-- Range: shop_item, $1 < id ≤ $2
with ticket as (
  select t.id, t.number, t.checked_in_at, y.id as payment, y.amount, y.state = 'settled' as paid
  from shop_purchase p
  join shop_ticket t on t.purchase = p.id
  join payment_order o on o.reference = p.payment
  join payment y on y.payment_order = o.id
  where p.item > $1 and p.item <= $2
)
select case when t.checked_in_at is not null and not t.paid then format('ticket %s let somebody in who has not paid', t.number)
  when t.checked_in_at is not null and back.before >= t.amount then format('ticket %s let somebody in after all that was paid had come back', t.number)
  else format('ticket %s is good, and its payment is not', t.number) end as detail
from ticket t
join lateral (
  select coalesce(sum(r.amount), 0) as all, coalesce(sum(r.amount) filter (where r.created_at < t.checked_in_at), 0) as before
  from refund r where r.payment = t.payment
) back on true
where t.checked_in_at is not null and (not t.paid or back.before >= t.amount)
  or (not t.paid or back.all >= t.amount) and exists (select from shop_ticket_state s where s.ticket = t.id and s.state = 'valid')
order by t.number;
