-- The trail of money that was set aside or taken back.
-- $1 references, $2 idempotency keys of events
select 'savings' as capability, m.reference, m.created_at as at, m.direction as state, m.xmin::text as written_in, null as topic,
  array[m.key] as keys, null::bigint[] as deliveries, array[m.transfer] as transfers, null::bigint[] as nudged,
  jsonb_build_array(jsonb_build_object('name', 'by', 'person', v.public_id, 'minor', m.amount::text, 'asset', m.asset)) as facts
from savings_move m
join person named on named.id = m.person
join person v on v.id = coalesce(named.merged_into, named.id)
where m.reference = any($1::text[]) or m.key = any($2::text[])
