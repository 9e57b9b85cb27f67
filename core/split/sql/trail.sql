-- The trail of splits: a row for the bill, and one for each thing that was done to it.
-- $1 references, $2 idempotency keys of events
with wanted as (
  select id from split where reference = any($1::text[]) or key = any($2::text[])
    or key = any(array(select 'split-amount:' || asked from unnest($2::text[]) asked))
  union
  select split from split_act where key = any($2::text[]) or key = any(array(select 'split:' || asked from unnest($2::text[]) asked))
), asked as (
  select s.*, s.xmin::text as written_in from split s where s.id in (select id from wanted)
)
select 'split' as capability, s.reference, s.created_at as at, 'open' as state,
  case when s.state = 'open' then s.written_in end as written_in, null as topic,
  -- Of a question which amount was meant, which stands for a quarter of an hour: the event that led to the question, and the answer's.
  array[regexp_replace(s.key, '^split-amount:', '')] || coalesce((
    select array_agg(i.used_key) from intent i
    where i.expires_at >= s.created_at - interval '1 minute' and i.expires_at <= s.created_at + interval '1 hour'
      and i.kind = 'split_amount' and i.used_key is not null and i.payload ->> 'key' = regexp_replace(s.key, '^split-amount:', '')
  ), '{}') as keys,
  array[s.delivery] || coalesce((
    select array_agg(share.delivery order by share.position) from split_share share where share.split = s.id and share.delivery is not null
  ), '{}') as deliveries,
  null::bigint[] as transfers, null::bigint[] as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'amount', 'minor', s.total::text, 'asset', s.asset),
    jsonb_build_object('name', 'by', 'person', (
      select p.public_id from person named join person p on p.id = coalesce(named.merged_into, named.id) where named.id = s.owner
    ))
  ) || coalesce((
    select jsonb_agg(
      jsonb_build_object('name', 'share', 'person', p.public_id, 'minor', share.amount::text, 'asset', s.asset) order by share.position
    )
    from split_share_view share join person p on p.id = share.person
    where share.split = s.id and share.takes_part
  ), '[]') as facts
from asked s
union all
select 'split', s.reference, act.at, act.did, act.xmin::text, null,
  -- A payment's own key is made from its event's.
  array[regexp_replace(act.key, '^split:', '')],
  (select array_agg(o.delivery) from payment_outcome o where o.reference = act.payment),
  (select array_remove(array_agg(o.hold) || array_agg(o.transfer), null) from payment_outcome o where o.reference = act.payment),
  null,
  jsonb_build_array(
    jsonb_build_object('name', 'by', 'person', (
      select p.public_id from person named join person p on p.id = coalesce(named.merged_into, named.id) where named.id = act.person
    ))
  ) || case
    when act.payment is not null then jsonb_build_array(jsonb_build_object('name', 'payment', 'text', act.payment))
    when act.refusal is not null then jsonb_build_array(jsonb_build_object('name', 'refused', 'text', act.refusal ->> 'code'))
    else '[]'
  end
from asked s
join split_act act on act.split = s.id
union all
select 'split', s.reference, s.ended_at, s.state, s.written_in, null, '{}', null, null, null, '[]'
from asked s
where s.ended_at is not null
