-- A dispute has been opened once, and ended by the one step that its state names; a refund that ended it was of its payment.
-- Range: payment_order, $1 < id ≤ $2
select format('dispute %s is %s, and its steps are %s', d.reference, d.state, coalesce(taken.steps, 'none')) as detail
from payment p
join dispute d on d.payment = p.id
left join lateral (
  select string_agg(s.step, ', ' order by s.id) as steps,
    count(*) filter (where s.step = 'opened') as opened,
    array_agg(s.step order by s.id) filter (where s.step in ('refunded', 'rejected', 'withdrawn')) as ends,
    bool_and(r.payment = p.id) filter (where s.step = 'refunded') as of_its_payment
  from dispute_step s
  left join refund r on r.id = s.refund
  where s.dispute = d.id
) taken on true
where p.payment_order > $1 and p.payment_order <= $2
  and (taken.opened <> 1
    or taken.ends is distinct from case when d.state = 'open' then null else array[d.state] end
    or taken.of_its_payment = false);
