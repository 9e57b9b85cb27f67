-- A payment and its hold tell the same story: open while authorized, resolved as the payment says, and of the same amount.
-- Range: payment_order, $1 < id ≤ $2
select case when l.amount is distinct from p.amount then format('payment %s is of %s, and its hold %s of %s', p.id, p.amount, p.hold, coalesce(l.amount, 0))
  else format('%s payment %s has a hold that is %s', p.state, p.id, coalesce(h.state, 'missing')) end as detail
from payment p
join payment_order o on o.id = p.payment_order
left join hold h on h.id = p.hold
left join lateral (
  select sum(l.amount) as amount from hold_leg l join account a on a.id = l.account_id
  where l.hold_id = p.hold and l.amount > 0 and a.asset = o.asset
) l on true
where o.id > $1 and o.id <= $2 and p.payment_order > $1 and p.payment_order <= $2
  and (l.amount is distinct from p.amount or h.state is distinct from case p.state
    when 'authorized' then 'open'
    when 'voided' then 'voided'
    when 'expired' then 'expired'
    else 'captured'
  end)
order by p.id;
