-- The payments of an order add up to its total, and every payment has its order.
-- Range: payment_order, $1 < id ≤ $2
with paid as (
  select payment_order, sum(amount) as total from payment where payment_order > $1 and payment_order <= $2 group by payment_order
)
select case when o.id is null then format('the payments of order %s have no order', p.payment_order)
  else format('%s is %s and its payments are %s', o.reference, o.total, coalesce(p.total, 0)) end as detail
from (select id, reference, total from payment_order where id > $1 and id <= $2) o
full join paid p on p.payment_order = o.id
where o.total is distinct from p.total;
