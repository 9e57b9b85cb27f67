-- Locks subscriptions whose last payment was placed and then not carried out: somebody was frozen in between.
-- It begins at the months that are still watched: those are few, however many subscriptions run and have been paid.
-- $1 limit
select s.id
from subscription_period p
join payment_outcome o on o.reference = p.payment and o.state in ('voided', 'expired')
join subscription s on s.id = p.subscription and s.state <> 'ended'
where p.state = 'placed' and p.watched
  and not exists (select from subscription_period l where l.subscription = p.subscription and l.number > p.number)
order by s.id
limit $1
for no key update of s skip locked
