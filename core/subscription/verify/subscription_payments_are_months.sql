-- What was paid for a subscription is one of its months.
-- Range: payment_order, $1 < id ≤ $2
select format('%s pays for a subscription, and for no month of any', o.reference) as detail
from payment_order o
where o.id > $1 and o.id <= $2 and o.origin ->> 'payable' in ('subscription', 'subscription_period')
  and not exists (select from subscription_period p where p.payment = o.reference)
order by o.id;
