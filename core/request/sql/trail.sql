-- The trail of requests: a row for the asking, one for each payment of it, and one for each other end.
-- $1 references, of requests or of what was paid of them; $2 idempotency keys of events
with wanted as (
  select id from request where reference = any($1::text[]) or key = any($2::text[]) or reminded_key = any($2::text[])
  union
  select s.request from request_share s
  where cardinality($2::text[]) > 0 and s.ended_key = any($2::text[])
  union
  select s.request from request_payment p join request_share s on s.id = p.share
  where p.reference = any($1::text[]) or p.key = any($2::text[])
), asked as (
  select r.*, r.xmin::text as written_in,
    (select v.public_id from person named join person v on v.id = coalesce(named.merged_into, named.id) where named.id = r.asker) as asker_id
  from request r
  where r.id in (select id from wanted)
), line as (
  select a.reference, a.asset, s.*, s.xmin::text as written_in,
    (select v.public_id from person named join person v on v.id = coalesce(named.merged_into, named.id) where named.id = s.payer) as payer_id
  from asked a join request_share s on s.request = a.id
)
select 'request' as capability, a.reference, a.created_at as at, 'open' as state, a.written_in, null as topic,
  array[a.key] as keys,
  array[a.delivery] || (select coalesce(array_agg(m.delivery), '{}') from request_message m where m.request = a.id) as deliveries,
  null::bigint[] as transfers, null::bigint[] as nudged,
  (
    select jsonb_build_array(
      jsonb_build_object('name', 'to', 'person', a.asker_id),
      jsonb_build_object('name', 'amount', 'minor', sum(l.amount)::text, 'asset', a.asset)
    ) || jsonb_agg(jsonb_strip_nulls(
      jsonb_build_object('name', 'from', 'person', l.payer_id, 'minor', l.amount::text, 'asset', a.asset)
    ) order by l.position)
    from line l where l.request = a.id
  ) as facts
from asked a
union all
select 'request', l.reference, p.created_at, case o.state when 'authorized' then 'paying' else o.state end, p.xmin::text, null,
  array[p.key], array[o.delivery], array_remove(array[o.hold, o.transfer], null), null,
  jsonb_build_array(
    jsonb_build_object('name', 'from', 'person', l.payer_id, 'minor', o.amount::text, 'asset', l.asset),
    jsonb_build_object('name', 'payment', 'text', p.reference)
  )
from line l
join request_payment p on p.share = l.id
join payment_outcome o on o.reference = p.reference
union all
select 'request', reference, ended_at, state, case when count(distinct written_in) = 1 then min(written_in) end, null,
  array_agg(distinct ended_key) filter (where ended_key is not null), null, null, null,
  jsonb_agg(jsonb_strip_nulls(
    jsonb_build_object('name', 'of', 'person', payer_id, 'minor', amount::text, 'asset', asset)
  ) order by position)
from line
where ended_at is not null
group by reference, ended_at, state
