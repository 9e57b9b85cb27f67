-- The trail of standing orders: a row for the making, one for each date, and one for each thing that somebody did.
-- $1 references, of orders or of what they paid; $2 idempotency keys of events
with wanted as (
  select id from standing_order where reference = any($1::text[]) or key = any($2::text[])
  union
  select standing_order from standing_run where payment = any($1::text[])
  union
  select standing_order from standing_act where key = any($2::text[])
), ordered as (
  select o.*, o.xmin::text as written_in,
    (select v.public_id from person named join person v on v.id = coalesce(named.merged_into, named.id) where named.id = o.payer) as payer_id,
    (select v.public_id from person named join person v on v.id = coalesce(named.merged_into, named.id) where named.id = o.payee) as payee_id
  from standing_order o
  where o.id in (select id from wanted)
)
select 'standing' as capability, o.reference, o.created_at as at, 'active' as state, o.written_in, null as topic,
  array[o.key] as keys, null::bigint[] as deliveries, null::bigint[] as transfers, null::bigint[] as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'from', 'person', o.payer_id),
    jsonb_build_object('name', 'to', 'person', o.payee_id, 'minor', o.amount::text, 'asset', o.asset),
    jsonb_build_object('name', 'first', 'text', o.starts)
  ) as facts
from ordered o
union all
select 'standing', o.reference, coalesce(r.ended_at, r.created_at), r.state, r.xmin::text, 'standing_run',
  null, array_remove(array[r.delivery, x.delivery], null), array_remove(array[x.hold, x.transfer], null), array[r.id],
  jsonb_build_array(jsonb_build_object('name', 'date', 'text', r.date))
    || case when r.payment is null then '[]' else jsonb_build_array(jsonb_build_object('name', 'payment', 'text', r.payment)) end
from ordered o
join standing_run r on r.standing_order = o.id
left join payment_outcome x on x.reference = r.payment
union all
select 'standing', o.reference, a.created_at, a.act, a.xmin::text, null, array[a.key], null, null, null, '[]'
from ordered o
join standing_act a on a.standing_order = o.id
