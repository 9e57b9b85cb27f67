-- Only of what was settled something came back, and never more than was paid.
-- Range: payment_order, $1 < id ≤ $2
select case when p.state = 'settled' then format('payment %s was of %s, and %s came back', p.id, p.amount, back.amount)
  else format('%s came back of payment %s, which is %s', back.amount, p.id, p.state) end as detail
from payment p
join lateral (select sum(amount) as amount from refund where payment = p.id) back on back.amount > 0
where p.payment_order > $1 and p.payment_order <= $2 and (back.amount > p.amount or p.state <> 'settled');
