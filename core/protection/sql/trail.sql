-- The trail of what somebody was asked before their money went, and what they answered. No button's key, and nothing of a PIN.
-- $1 references (there are none of it), $2 idempotency keys of events
with asked as (
  select c.*, c.xmin::text as written_in,
    (select v.public_id from person named join person v on v.id = coalesce(named.merged_into, named.id) where named.id = c.person) as who
  from confirmation c
  where cardinality($1::text[]) >= 0 and (c.key = any($2::text[]) or c.pressed_key = any($2::text[]))
)
select 'confirm' as capability, null as reference, step.at, step.state,
  -- A row has the database transaction that wrote it last.
  case when step.state = asked.state then asked.written_in end as written_in, null as topic, step.keys, null::bigint[] as deliveries, null::bigint[] as transfers, null::bigint[] as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'from', 'person', asked.who),
    jsonb_build_object(
      'name', 'amount', 'minor', asked.notice #>> '{total,minor}', 'asset', asked.notice #>> '{total,asset,code}'
    )
  ) as facts
from asked, lateral (
  values (asked.created_at, 'asked', array[asked.key]), (asked.answered_at, asked.state, array[asked.key, asked.pressed_key])
) as step (at, state, keys)
where step.at is not null
