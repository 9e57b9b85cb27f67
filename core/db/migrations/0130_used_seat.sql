-- Whoever was let in sits on their seat, also where all that they paid came back: it is not for sale again.

-- `units`: what counts as sold.
create or replace view shop_sale as
select p.id as purchase, p.item, p.buyer, p.quantity, p.unit_price, p.payment, p.key, p.created_at, p.told_at,
  o.state, o.amount, o.refunded, o.delivery,
  case when o.state not in ('authorized', 'settled', 'claimable') then 0
    when o.refunded >= o.amount then (
      select count(*)::int from shop_ticket t where t.purchase = p.id and t.checked_in_at is not null and t.refunded_at is null
    )
    else p.quantity - (select count(*)::int from shop_ticket t where t.purchase = p.id and t.refunded_at is not null) end as units
from shop_purchase p
join payment_outcome o on o.reference = p.payment;
