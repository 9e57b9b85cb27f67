-- Whoever is inside, may come in, or is about to pay for that, has a seat of their own.
-- Range: shop_item, $1 < id ≤ $2
select format('%s seats of event %s are taken, of %s', count(*), i.reference, i.stock) as detail
from shop_item i
join shop_purchase p on p.item = i.id
join shop_ticket t on t.purchase = p.id and t.refunded_at is null
join payment_order o on o.reference = p.payment
join payment y on y.payment_order = o.id
where i.id > $1 and i.id <= $2 and i.stock is not null
  and (t.checked_in_at is not null or y.state in ('authorized', 'settled', 'claimable')
    and (select coalesce(sum(r.amount), 0) from refund r where r.payment = y.id) < y.amount)
group by i.id
having count(*) > i.stock
order by i.id;
