-- Subscriptions as they are, each side as the person that it has turned out to be. `due`: when the month begins that is still tried.
-- `again`: another one of theirs to the same creator goes on, for it is paid further, or is the older of two that are paid as far.
-- `after`: one that they have cancelled, where that one is paid to its end, and ends after that month begins.
-- $1 subscriptions
with known as (
  select s.*, t.asset, t.price, t.name, coalesce(c.merged_into, c.id) as creator, coalesce(b.merged_into, b.id) as subscribed_by,
    (select p.begins_at from subscription_period p where p.subscription = s.id and p.state = 'due') as due
  from subscription s
  join subscription_tier t on t.id = s.tier
  join person c on c.id = t.creator
  join person b on b.id = s.subscriber
  where s.id = any($1::bigint[])
), near as (
  select k.id as beside, o.id, o.state, o.next_at, coalesce((
    select p.ends_at
    from subscription_period p
    join payment_outcome paid on paid.reference = p.payment
    where p.subscription = o.id and p.state = 'placed' and paid.state in ('authorized', 'settled') and paid.refunded < paid.amount
    order by p.number desc
    limit 1
  ), '-infinity') as until
  from known k
  join person self on self.id = k.subscribed_by or self.merged_into = k.subscribed_by
  join subscription o on o.subscriber = self.id and o.state <> 'ended'
  join subscription_tier t on t.id = o.tier
  join person c on c.id = t.creator and coalesce(c.merged_into, c.id) = k.creator
)
select k.id, k.reference, k.zone, k.starts, k.state, k.why, k.next_number, k.next_at, k.cancelled_key, k.asset, k.price::text, k.name,
  k.creator, k.subscribed_by as subscriber, k.due,
  exists (
    select from near own join near o on o.beside = own.beside and o.state = 'active' and (o.until, own.id) > (own.until, o.id)
    where own.beside = k.id and own.id = k.id
  ) as again,
  (
    select o.id from near o where o.beside = k.id and o.id <> k.id and o.state = 'cancelled' and o.until = o.next_at and o.until > k.due
    order by o.until desc, o.id
    limit 1
  ) as after
from known k
order by k.id
