-- Each month that was paid has one payment: of its subscriber, to the creator, of the tier's price.
-- Range: subscription, $1 < id ≤ $2
select case when o.id is null then format('%s is the payment of month %s of %s, and there is none', p.payment, p.number, s.reference)
  else format('%s pays month %s of %s by %s %s to person %s', p.payment, p.number, s.reference, paid.amount, o.asset, paid.payee) end as detail
from subscription s
join subscription_tier t on t.id = s.tier
join subscription_period p on p.subscription = s.id and p.state = 'placed'
left join payment_order o on o.reference = p.payment
left join lateral (
  select count(*) as payments, min(x.payee) as payee, sum(x.amount) as amount from payment x where x.payment_order = o.id
) paid on true
left join person payee on payee.id = paid.payee
left join person payer on payer.id = o.payer
left join person subscriber on subscriber.id = s.subscriber
left join person creator on creator.id = t.creator
where s.id > $1 and s.id <= $2
  and (o.id is null or paid.payments <> 1 or paid.amount <> t.price or o.asset <> t.asset
    or coalesce(payee.merged_into, payee.id) <> coalesce(creator.merged_into, creator.id)
    or coalesce(payer.merged_into, payer.id) <> coalesce(subscriber.merged_into, subscriber.id))
order by p.id;
