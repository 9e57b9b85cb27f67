-- The payments of an order add up to its total, and every payment has its order.
-- Range: payment_order, $1 < id ≤ $2; at most $3 rows
select o.reference || ' is ' || o.total || ' and its payments are ' || coalesce(sum(p.amount), 0) as detail
from payment_order o
left join payment p on p.payment_order = o.id
where o.id > $1 and o.id <= $2
group by o.id
having o.total is distinct from sum(p.amount)
union all
select format('payment %s has no order', p.id)
from payment p
where p.payment_order > $1 and p.payment_order <= $2 and not exists (select from payment_order o where o.id = p.payment_order)
limit $3;
