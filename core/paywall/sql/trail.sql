-- The trail of paid posts: a row for the offer, one for each change, one for each payment and for money that was asked back, and one for the withdrawal.
-- $1 references, of posts or of what was paid for them; $2 idempotency keys of events
with wanted as (
  select id from paywall_post where reference = any($1::text[]) or key = any($2::text[]) or withdrawn_key = any($2::text[])
  union
  select post from paywall_version where key = any($2::text[])
  union
  select post from paywall_purchase where reference = any($1::text[]) or key = any($2::text[]) or asked_key = any($2::text[])
), offered as (
  select p.*, p.xmin::text as written_in,
    (select v.public_id from person named join person v on v.id = coalesce(named.merged_into, named.id) where named.id = p.seller) as seller_id
  from paywall_post p
  where p.id in (select id from wanted)
)
select 'paywall' as capability, p.reference, v.created_at as at, case v.number when 1 then 'offered' else 'edited' end as state,
  v.xmin::text as written_in, null as topic, array[v.key] as keys,
  case v.number when 1 then array[p.delivery] || array(select m.delivery from paywall_message m where m.post = p.id) end as deliveries,
  null::bigint[] as transfers, null::bigint[] as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'to', 'person', p.seller_id),
    jsonb_build_object('name', 'amount', 'minor', v.price::text, 'asset', p.asset)
  ) as facts
from offered p
join paywall_version v on v.post = p.id
union all
select 'paywall', p.reference, u.created_at, case o.state when 'authorized' then 'paying' else o.state end, u.xmin::text, null,
  array[u.key], array_remove(array[o.delivery, u.delivery], null), array_remove(array[o.hold, o.transfer], null), null,
  jsonb_build_array(
    jsonb_build_object(
      'name', 'from', 'minor', o.amount::text, 'asset', p.asset,
      'person', (select v.public_id from person named join person v on v.id = coalesce(named.merged_into, named.id) where named.id = u.buyer)
    ),
    jsonb_build_object('name', 'payment', 'text', u.reference)
  )
from offered p
join paywall_purchase u on u.post = p.id
join payment_outcome o on o.reference = u.reference
union all
select 'paywall', p.reference, u.asked_at, 'asked', null, null, array[u.asked_key], array_remove(array[u.asked_delivery], null), null, null,
  jsonb_build_array(jsonb_build_object('name', 'payment', 'text', u.reference))
from offered p
join paywall_purchase u on u.post = p.id
where u.asked_at is not null
union all
select 'paywall', reference, withdrawn_at, 'withdrawn', null, null, array[withdrawn_key], null, null, null, '[]'::jsonb
from offered
where withdrawn_at is not null
