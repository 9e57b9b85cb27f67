-- Subscriptions as they are, each side as the person that it has turned out to be. `due`: the month that is still tried. `again`: they
-- have another one to the same creator, which is older.
-- $1 subscriptions
select s.id, s.reference, s.zone, s.starts, s.state, s.why, s.next_number, s.next_at, s.cancelled_key,
  t.asset, t.price::text, t.name, coalesce(c.merged_into, c.id) as creator, coalesce(b.merged_into, b.id) as subscriber,
  (select p.begins_at from subscription_period p where p.subscription = s.id and p.state = 'due') as due,
  exists (
    select from subscription o
    join subscription_tier ot on ot.id = o.tier
    join person oc on oc.id = ot.creator
    where o.id < s.id and o.state <> 'ended' and coalesce(oc.merged_into, oc.id) = coalesce(c.merged_into, c.id)
      and o.subscriber in (select q.id from person q where coalesce(q.merged_into, q.id) = coalesce(b.merged_into, b.id))
  ) as again
from subscription s
join subscription_tier t on t.id = s.tier
join person c on c.id = t.creator
join person b on b.id = s.subscriber
where s.id = any($1::bigint[])
order by s.id
