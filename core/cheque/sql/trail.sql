-- The trail of cheques: a row for the writing, and one for the end.
-- $1 references, $2 idempotency keys of events
with asked as (
  select c.*, c.xmin::text as written_in,
    (select v.public_id from person n join person v on v.id = coalesce(n.merged_into, n.id) where n.id = c.writer) as writer_id,
    (select v.public_id from person n join person v on v.id = coalesce(n.merged_into, n.id) where n.id = c.payee) as payee_id,
    (select v.public_id from person n join person v on v.id = coalesce(n.merged_into, n.id) where n.id = c.casher) as casher_id
  from cheque c
  where c.id in (
    select id from cheque where reference = any($1::text[]) or key = any($2::text[]) or ended_key = any($2::text[])
  )
)
select 'cheque' as capability, reference, created_at as at, 'written' as state,
  -- A row that was changed since no longer tells what it was written with.
  case when state = 'open' and paper_key = key then written_in end as written_in, null as topic,
  array[key] as keys, null::bigint[] as deliveries, array[transfer] as transfers, null::bigint[] as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'from', 'person', writer_id),
    jsonb_build_object('name', 'amount', 'minor', amount::text, 'asset', asset)
  ) || case when payee_id is null then '[]' else jsonb_build_array(jsonb_build_object('name', 'to', 'person', payee_id)) end as facts
from asked
union all
select 'cheque', reference, ended_at, state, written_in, null,
  array_remove(array[ended_key], null), null, array[end_transfer], null,
  jsonb_build_array(
    jsonb_build_object(
      'name', case when state = 'cashed' then 'to' else 'back' end, 'person', coalesce(casher_id, writer_id),
      'minor', amount::text, 'asset', asset
    )
  )
from asked
where ended_at is not null
