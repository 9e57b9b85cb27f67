-- The trail of quotes: a row for the offer, and one for what became of it.
-- $1 references, $2 idempotency keys of events
with asked as (
  select q.*, q.xmin::text as written_in,
    (select v.public_id from person named join person v on v.id = coalesce(named.merged_into, named.id) where named.id = q.person) as person_id
  from exchange_quote q
  where q.reference = any($1::text[]) or q.key = any($2::text[])
    or cardinality($2::text[]) > 0 and q.ended_at is not null and q.ended_key = any($2::text[])
)
select 'exchange' as capability, reference, created_at as at, 'quoted' as state,
  -- A row that was changed since no longer tells what it was written with.
  case when state = 'open' then written_in end as written_in, null as topic,
  array[key] as keys, null::bigint[] as deliveries, null::bigint[] as transfers, null::bigint[] as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'for', 'person', person_id),
    jsonb_build_object('name', 'gives', 'minor', sell_amount::text, 'asset', sell_asset),
    jsonb_build_object('name', 'gets', 'minor', buy_amount::text, 'asset', buy_asset),
    jsonb_build_object('name', 'spread', 'minor', spread::text, 'asset', sell_asset),
    jsonb_build_object('name', 'until', 'text', expires_at::text)
  ) as facts
from asked
union all
select 'exchange', reference, ended_at, state, written_in, null,
  array[ended_key], null, array_remove(array[transfer, spread_transfer], null), null,
  jsonb_build_array(jsonb_build_object('name', 'for', 'person', person_id))
from asked
where ended_at is not null
