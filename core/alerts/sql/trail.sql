-- The trail of alerts: what was kept to be told later, when it was told, and how somebody changed what they want to hear of.
-- $1 references, $2 idempotency keys of events
with asked as (
  select a.*, a.xmin::text as written_in, v.public_id
  from alert a
  join person named on named.id = a.person
  join person v on v.id = coalesce(named.merged_into, named.id)
  where a.reference = any($1::text[])
)
select 'alerts' as capability, reference, raised_at as at, 'kept' as state, case when told_at is null then written_in end as written_in,
  null as topic, '{}'::text[] as keys, null::bigint[] as deliveries, null::bigint[] as transfers, null::bigint[] as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'for', 'person', public_id), jsonb_build_object('name', 'alert', 'text', kind),
    jsonb_build_object('name', 'until', 'text', due_at::text)
  ) as facts
from asked
where told_at is distinct from raised_at
union all
select 'alerts', reference, told_at, 'told', written_in, null, '{}', array_remove(array[delivery], null), null, null,
  jsonb_build_array(
    jsonb_build_object('name', 'for', 'person', public_id), jsonb_build_object('name', 'alert', 'text', kind)
  )
from asked
where told_at is not null
union all
select 'alerts', null, c.created_at, 'changed', c.xmin::text, null, array[c.key], null, null, null,
  jsonb_build_array(jsonb_build_object('name', 'of', 'person', v.public_id))
from alert_change c
join person named on named.id = c.person
join person v on v.id = coalesce(named.merged_into, named.id)
where c.key = any($2::text[])
