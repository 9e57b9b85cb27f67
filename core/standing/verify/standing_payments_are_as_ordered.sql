-- What was paid for a date was paid by one payment that there is: of the order's payer to its payee, its amount, in its currency. People count as
-- whom they were merged into.
-- Range: standing_order, $1 < id ≤ $2
select case
    when x.reference is null then format('%s: %s says it is paid by %s, and there is no such payment', o.reference, r.date, r.payment)
    else format('%s: %s is paid by %s, of %s %s from person %s to person %s', o.reference, r.date, r.payment, x.amount, x.asset, payer.id, payee.id)
  end as detail
from standing_order o
join standing_run r on r.standing_order = o.id
left join payment_outcome x on x.reference = r.payment
left join payment_order p on p.reference = r.payment
left join person payer on payer.id = p.payer
left join person payee on payee.id = x.payee
left join person ordered_by on ordered_by.id = o.payer
left join person ordered_to on ordered_to.id = o.payee
where o.id > $1 and o.id <= $2 and r.state = 'placed'
  and (x.reference is null or x.asset <> o.asset or x.amount <> o.amount
    or coalesce(payer.merged_into, payer.id) <> coalesce(ordered_by.merged_into, ordered_by.id)
    or coalesce(payee.merged_into, payee.id) <> coalesce(ordered_to.merged_into, ordered_to.id))
order by o.id, r.id;
