-- The trail of languages: when somebody chose theirs.
-- $1 references, of which none is a choice's, $2 idempotency keys of events
select 'language' as capability, null as reference, c.chosen_at as at, 'chosen' as state, c.xmin::text as written_in,
  null as topic, array[c.key] as keys, null::bigint[] as deliveries, null::bigint[] as transfers, null::bigint[] as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'of', 'person', v.public_id),
    jsonb_build_object('name', 'language', 'text', coalesce(c.language, 'automatic'))
  ) as facts
from language_choice c
join person named on named.id = c.person
join person v on v.id = coalesce(named.merged_into, named.id)
where c.key = any($2::text[]) and $1::text[] is not null
