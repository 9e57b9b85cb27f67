-- The trail of subscriptions: a row for the beginning, one for each month that was paid, and one for the end.
-- $1 references, of subscriptions or of what was paid for them; $2 idempotency keys of events
with wanted as (
  select id from subscription where reference = any($1::text[]) or cancelled_key = any($2::text[])
  union
  select p.subscription from subscription_period p join payment_order o on o.reference = p.payment
  where p.payment = any($1::text[]) or o.key = any($2::text[])
), known as (
  select s.*, s.xmin::text as written_in, t.asset, t.price,
    (select v.public_id from person n join person v on v.id = coalesce(n.merged_into, n.id) where n.id = s.subscriber) as subscriber_id,
    (select v.public_id from person n join person v on v.id = coalesce(n.merged_into, n.id) where n.id = t.creator) as creator_id
  from subscription s
  join subscription_tier t on t.id = s.tier
  where s.id in (select id from wanted)
)
select 'subscription' as capability, k.reference, p.created_at as at, case o.state when 'authorized' then 'paying' else o.state end as state,
  p.xmin::text as written_in, null as topic, null::text[] as keys, array[o.delivery] as deliveries,
  array_remove(array[o.hold, o.transfer], null) as transfers, null::bigint[] as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'from', 'person', k.subscriber_id, 'minor', o.amount::text, 'asset', k.asset),
    jsonb_build_object('name', 'to', 'person', k.creator_id),
    jsonb_build_object('name', 'payment', 'text', p.payment)
  ) as facts
from known k
join subscription_period p on p.subscription = k.id and p.state = 'placed'
join payment_outcome o on o.reference = p.payment
union all
select 'subscription', reference, ended_at, 'ended', null, null, array_remove(array[cancelled_key], null), null, null, null, '[]'::jsonb
from known
where ended_at is not null
