-- The trail of what operators did.
-- $1 references, $2 idempotency keys of events
select 'bank' as capability, b.reference, b.created_at as at, b.action as state, b.xmin::text as written_in, null as topic,
  array_remove(array[b.key], null) as keys, null::bigint[] as deliveries, array_remove(array[b.transfer], null) as transfers,
  null::bigint[] as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'operator', 'text', coalesce(b.operator, 'the command line')),
    jsonb_strip_nulls(jsonb_build_object(
      'name', case when v.id is null then 'what' else 'to' end, 'person', v.public_id, 'minor', b.amount::text, 'asset', b.asset,
      'text', case when v.id is null then b.note end))
  ) as facts
from operator_action b
left join person named on named.id = b.person
left join person v on v.id = coalesce(named.merged_into, named.id)
where b.reference = any($1::text[]) or b.key = any($2::text[])
