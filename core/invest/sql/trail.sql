-- The trail of trades: a row for the offer, and one for what became of it; of units that were issued; and of dividends, step by step.
-- $1 references, $2 idempotency keys of events
with asked as (
  select t.*, t.xmin::text as written_in,
    (select v.public_id from person named join person v on v.id = coalesce(named.merged_into, named.id) where named.id = t.person) as person_id
  from trade t
  where t.reference = any($1::text[]) or t.key = any($2::text[])
    or cardinality($2::text[]) > 0 and t.ended_at is not null and t.ended_key = any($2::text[])
)
select 'invest' as capability, reference, created_at as at, 'quoted' as state,
  -- A row that was changed since no longer tells what it was written with.
  case when state = 'open' then written_in end as written_in, null as topic,
  array[key] as keys, null::bigint[] as deliveries, null::bigint[] as transfers, null::bigint[] as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'for', 'person', person_id),
    jsonb_build_object('name', side, 'minor', units::text, 'asset', asset),
    jsonb_build_object('name', 'value', 'minor', value::text, 'asset', quote_asset),
    jsonb_build_object('name', 'fee', 'minor', fee::text, 'asset', quote_asset),
    jsonb_build_object('name', 'until', 'text', expires_at::text)
  ) as facts
from asked
union all
select 'invest', reference, ended_at, state, written_in, null,
  array[ended_key], null, array_remove(array[transfer, fee_transfer], null), null,
  jsonb_build_array(jsonb_build_object('name', 'for', 'person', person_id))
from asked
where ended_at is not null
union all
select 'invest', reference, created_at, case when units > 0 then 'issued' else 'redeemed' end, xmin::text, null,
  array[key], null, array[transfer], null,
  jsonb_build_array(jsonb_build_object('name', 'units', 'minor', abs(units)::text, 'asset', asset))
from asset_issue
where reference = any($1::text[]) or key = any($2::text[])
union all
select 'invest', reference, created_at, 'declared', case when state = 'declared' then xmin::text end, null,
  array[key], null, null, null,
  jsonb_build_array(
    jsonb_build_object('name', 'on', 'text', asset), jsonb_build_object('name', 'record', 'text', record_date::text),
    jsonb_build_object('name', 'pay', 'text', pay_date::text)
  )
from dividend
where reference = any($1::text[]) or key = any($2::text[])
union all
select 'invest', reference, recorded_at, 'recorded', case when state = 'recorded' then xmin::text end, null,
  null, null, null, null,
  jsonb_build_array(
    jsonb_build_object('name', 'units', 'minor', units::text, 'asset', asset), jsonb_build_object('name', 'total', 'minor', total::text, 'asset', currency)
  )
from dividend
where recorded_at is not null and (reference = any($1::text[]) or key = any($2::text[]))
union all
select 'invest', d.reference, d.ended_at, d.state, d.xmin::text, null,
  array_remove(array[d.cancelled_key], null), null,
  array(select s.transfer from dividend_share s where s.dividend = d.id and s.transfer is not null order by s.transfer limit 100), null,
  jsonb_build_array(jsonb_build_object('name', 'total', 'minor', coalesce(d.total, 0)::text, 'asset', d.currency))
from dividend d
where d.ended_at is not null and (d.reference = any($1::text[]) or d.key = any($2::text[]) or d.cancelled_key = any($2::text[]))
