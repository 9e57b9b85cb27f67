-- The trail of two people who became one.
-- $1 references (there are none of it), $2 idempotency keys of events
select 'link' as capability, null as reference, l.created_at as at, 'linked' as state, l.xmin::text as written_in, null as topic,
  array[l.key] as keys, null::bigint[] as deliveries, null::bigint[] as transfers, null::bigint[] as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'from', 'person', merged.public_id), jsonb_build_object('name', 'to', 'person', survivor.public_id)
  ) as facts
from person_link l
join person merged on merged.id = l.merged
join person survivor on survivor.id = l.survivor
where cardinality($1::text[]) >= 0 and l.key = any($2::text[])
