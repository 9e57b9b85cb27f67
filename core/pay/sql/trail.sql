-- The trail of payments: a row for the order, and one for each thing that became of its payments.
-- $1 references, $2 idempotency keys of events
with wanted as (
  select id from payment_order where reference = any($1::text[]) or key = any($2::text[])
  union
  select payment_order from payment where cardinality($2::text[]) > 0 and pressed_key = any($2::text[])
), asked as (
  select o.*, o.xmin::text as written_in,
    (select v.public_id from person named join person v on v.id = coalesce(named.merged_into, named.id) where named.id = o.payer) as payer_id,
    -- Of a question which amount was meant, which stands for a quarter of an hour: the answer's event, and the one that led to the question.
    (
      select array_agg(e.key) from intent i, unnest(array[i.used_key, i.payload ->> 'key']) as e (key)
      where i.expires_at >= o.created_at - interval '1 minute' and i.expires_at <= o.created_at + interval '1 hour'
        and i.kind = 'pay_amount' and i.outcome ->> 'reference' = o.reference
    ) as question_keys
  from payment_order o
  where o.id in (select id from wanted)
), line as (
  select o.reference, o.asset, o.created_at, o.written_in as ordered_in, p.*, p.xmin::text as written_in,
    (select v.public_id from person named join person v on v.id = coalesce(named.merged_into, named.id) where named.id = p.payee) as payee_id
  from asked o join payment p on p.payment_order = o.id
)
select 'pay' as capability, o.reference, o.created_at as at, 'authorized' as state, o.written_in, 'settle' as topic,
  array[o.key] || coalesce(o.question_keys, '{}') as keys,
  array[o.delivery] as deliveries,
  (select array_agg(hold order by position) from line where line.payment_order = o.id) as transfers,
  (select array_agg(id order by position) from line where line.payment_order = o.id) as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'from', 'person', o.payer_id),
    jsonb_build_object('name', 'amount', 'minor', o.total::text, 'asset', o.asset)
  ) || (
    select jsonb_agg(
      jsonb_build_object('name', 'to', 'person', payee_id, 'minor', amount::text, 'asset', asset) order by position
    ) from line where line.payment_order = o.id
  ) as facts
from asked o
union all
select 'pay', reference, settled_at, case when escrowed then 'claimable' else 'settled' end,
  case when count(distinct written_in) = 1 and bool_and(ended_at is null or ended_at = settled_at) then min(written_in) end, null,
  '{}', array_agg(payee_delivery) filter (where payee_delivery is not null), array_agg(transfer order by position), null,
  jsonb_agg(jsonb_build_object('name', 'to', 'person', payee_id, 'minor', amount::text, 'asset', asset) order by position)
from line
where settled_at is not null
group by reference, settled_at, escrowed
union all
select 'pay', reference, ended_at, state,
  case when count(distinct written_in) = 1 then min(written_in) end, null,
  array_agg(distinct pressed_key) filter (where pressed_key is not null), null,
  array_agg(escrow_transfer order by position) filter (where escrow_transfer is not null), null,
  jsonb_agg(
    jsonb_strip_nulls(jsonb_build_object(
      'name', case when state = 'settled' then 'to' else 'of' end, 'person', payee_id, 'minor', amount::text, 'asset', asset,
      'text', reason ->> 'code'
    )) order by position
  )
from line
where ended_at is not null and ended_at is distinct from settled_at
group by reference, ended_at, state
