-- What was paid for a post is a purchase of it, and once it has settled, its buyer is sent what is behind it.
-- Range: payment_order, $1 < id ≤ $2
select case when u.reference is null then format('%s pays for a post and unlocks none', o.reference)
  else format('%s has settled, and nothing was sent for it', o.reference) end as detail
from payment_order o
join payment p on p.payment_order = o.id
left join paywall_purchase u on u.reference = o.reference
where o.id > $1 and o.id <= $2 and o.origin ->> 'payable' = 'paywall'
  and (u.reference is null or p.state = 'settled' and u.delivery is null)
order by o.id;
