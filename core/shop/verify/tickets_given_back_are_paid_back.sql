-- What tickets cost that are given back has come back of their payment, as far as it was paid.
-- Range: shop_item, $1 < id ≤ $2
select format('%s tickets of purchase %s at %s are given back, and %s came back', t.tickets, s.purchase, s.unit_price, s.refunded) as detail
from shop_sale s
join lateral (
  select count(*) as tickets from shop_ticket t where t.purchase = s.purchase and t.refunded_at is not null
) t on t.tickets > 0
where s.item > $1 and s.item <= $2 and (s.refunded < least(t.tickets * s.unit_price, s.amount) or s.state not in ('settled', 'claimable'))
order by s.purchase;
