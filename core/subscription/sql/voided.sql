-- Locks subscriptions whose last payment was placed and then not carried out: somebody was frozen in between.
-- $1 limit
select s.id from subscription s
where s.state <> 'ended' and exists (
  select from subscription_period p
  join payment_outcome o on o.reference = p.payment
  where p.subscription = s.id and p.number = (select max(l.number) from subscription_period l where l.subscription = s.id)
    and o.state in ('voided', 'expired')
)
order by s.id
limit $1
for no key update skip locked
