-- Months are not watched any more whose payments can end no subscription now: they were carried out, or what they would end has ended or
-- has come to a later month. One that was not carried out stays watched until it has ended its subscription, which somebody else may hold.
-- $1 limit
with sure as materialized (
  select p.id
  from subscription_period p
  join payment_outcome o on o.reference = p.payment and o.state <> 'authorized'
  join subscription s on s.id = p.subscription
  where p.state = 'placed' and p.watched and (
    o.state not in ('voided', 'expired')
    or s.state = 'ended'
    or exists (select from subscription_period l where l.subscription = p.subscription and l.number > p.number)
  )
  limit $1
  for no key update of p skip locked
)
update subscription_period set watched = false where id = any(array(select id from sure))
returning id
