-- The trail of tabs: a row for each change, and for each round of settling up.
-- $1 references (also of payments that settle something), $2 idempotency keys of events
with change as (
  select c.*, c.xmin::text as written_in, v.public_id
  from tab_change c
  join person named on named.id = c.person
  join person v on v.id = coalesce(named.merged_into, named.id)
  where c.reference = any($1::text[]) or c.key = any($2::text[])
), round as (
  select r.*, r.xmin::text as written_in, v.public_id
  from tab_round r
  join person named on named.id = r.person
  join person v on v.id = coalesce(named.merged_into, named.id)
  where r.reference = any($1::text[]) or r.key = any($2::text[])
    or r.id in (select d.round from tab_due d where d.payment = any($1::text[]))
), matching as (
  select t.*, t.xmin::text as written_in, v.public_id
  from tab_match t
  join person named on named.id = t.person
  join person v on v.id = coalesce(named.merged_into, named.id)
  where t.reference = any($1::text[]) or t.key = any($2::text[]) or t.decided_key = any($2::text[])
)
select 'tab' as capability, c.reference, c.created_at as at, c.kind as state, c.written_in, null as topic,
  array[c.key] as keys, array_remove(array[c.delivery], null) as deliveries, null::bigint[] as transfers, null::bigint[] as nudged,
  jsonb_build_array(jsonb_build_object('name', 'from', 'person', c.public_id)) || coalesce((
    select jsonb_agg(
      jsonb_build_object('name', 'amount', 'minor', e.amount::text, 'asset', e.asset, 'text', '#' || e.number) order by e.id
    ) from (select * from tab_entry where change = c.id order by id limit 10) e
  ), '[]') as facts
from change c
union all
select 'tab', r.reference, r.created_at, 'settling', r.written_in, null,
  array[r.key], array[r.delivery], null, null, jsonb_build_array(jsonb_build_object('name', 'from', 'person', r.public_id))
from round r
union all
select 'tab', t.reference, coalesce(t.decided_at, t.created_at), 'match_' || t.state, t.written_in, null,
  array_remove(array[t.key, t.decided_key], null), array_remove(array[t.delivery], null), null, null,
  jsonb_build_array(jsonb_build_object('name', 'to', 'person', t.public_id))
from matching t
