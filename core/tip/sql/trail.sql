-- The trail of tips: a row for the giving, one for the settling, one for the end.
-- $1 references of tips or of their tallies, $2 idempotency keys of events
with asked as (
  select t.*, t.xmin::text as written_in, m.reference as tally, m.delivery as tally_delivery,
    (select v.public_id from person p join person v on v.id = coalesce(p.merged_into, p.id) where p.id = t.tipper) as tipper_id,
    (select v.public_id from person p join person v on v.id = coalesce(p.merged_into, p.id) where p.id = t.author) as author_id
  from tip t join tip_target m on m.id = t.target
  where t.reference = any($1::text[]) or m.reference = any($1::text[]) or t.key = any($2::text[])
    or (cardinality($2::text[]) > 0 and t.undo_key = any($2::text[]))
), fact as (
  select id,
    jsonb_build_array(
      jsonb_build_object('name', 'from', 'person', tipper_id),
      jsonb_build_object('name', 'to', 'person', author_id, 'minor', amount::text, 'asset', asset)
    ) as facts
  from asked
)
select 'tip' as capability, a.reference, a.made_at as at, 'held' as state,
  case when a.settled_at is null and a.ended_at is null then a.written_in end as written_in, null as topic,
  array[a.key] as keys, array_remove(array[a.note_delivery, a.tally_delivery], null) as deliveries, array[a.hold] as transfers,
  null::bigint[] as nudged,
  f.facts || jsonb_build_object('name', 'amount', 'minor', a.amount::text, 'asset', a.asset) as facts
from asked a join fact f using (id)
union all
select 'tip', reference, settled_at, case when escrowed then 'claimable' else 'settled' end,
  case when ended_at is null or ended_at = settled_at then written_in end, null, '{}', null, array[transfer], null,
  jsonb_build_array(jsonb_build_object('name', 'to', 'person', author_id, 'minor', amount::text, 'asset', asset))
from asked where settled_at is not null
union all
select 'tip', reference, ended_at, state, written_in, null, array_remove(array[undo_key], null), null,
  array_remove(array[escrow_transfer], null), null,
  jsonb_build_array(jsonb_build_object('name', 'of', 'person', author_id, 'minor', amount::text, 'asset', asset))
from asked where ended_at is not null and ended_at is distinct from settled_at
