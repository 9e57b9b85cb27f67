-- The trail of drops: a row for the gift, one for what was taken in one database transaction, one for the end. What the shares were drawn
-- from is told when it is over.
-- $1 references, $2 idempotency keys of events
with wanted as (
  select id from money_drop where reference = any($1::text[]) or key = any($2::text[])
  union
  select id from money_drop where cardinality($2::text[]) > 0 and ended_key = any($2::text[])
  union
  select money_drop from drop_share where cardinality($2::text[]) > 0 and key = any($2::text[])
), asked as (
  select d.*, d.xmin::text as written_in,
    (select v.public_id from person named join person v on v.id = coalesce(named.merged_into, named.id) where named.id = d.giver) as giver_id,
    -- Of a question which amount was meant, which stands for a quarter of an hour: the answer's event, and the one that led to the question.
    (
      select array_agg(e.key) from intent i, unnest(array[i.used_key, i.payload ->> 'key']) as e (key)
      where i.expires_at >= d.created_at - interval '1 minute' and i.expires_at <= d.created_at + interval '1 hour'
        and i.kind = 'drop_amount' and i.outcome ->> 'reference' = d.reference
    ) as question_keys
  from money_drop d
  where d.id in (select id from wanted)
), share as (
  select d.reference, d.asset, s.*, s.xmin::text as written_in,
    (select v.public_id from person named join person v on v.id = coalesce(named.merged_into, named.id) where named.id = s.person) as person_id
  from asked d join drop_share s on s.money_drop = d.id
  where s.person is not null
)
select 'drop' as capability, d.reference, d.created_at as at, 'given' as state,
  -- A row that was changed since no longer tells what it was written with.
  case when d.state = 'open' then d.written_in end as written_in, null as topic,
  array[d.key] || coalesce(d.question_keys, '{}') as keys, array[d.delivery] as deliveries, array[d.transfer] as transfers, null::bigint[] as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'from', 'person', d.giver_id),
    jsonb_build_object('name', 'amount', 'minor', d.total::text, 'asset', d.asset),
    jsonb_build_object('name', 'shares', 'text', d.shares || ', ' || d.mode)
  ) as facts
from asked d
union all
select 'drop', reference, claimed_at, 'taken', written_in, null,
  array_agg(key order by position), null, array_agg(transfer order by position), null,
  jsonb_agg(jsonb_build_object('name', 'to', 'person', person_id, 'minor', amount::text, 'asset', asset) order by position)
from share
group by reference, claimed_at, written_in
union all
select 'drop', d.reference, d.ended_at, d.state, d.written_in, null,
  array_remove(array[d.ended_key], null), null, array_remove(array[d.return_transfer], null), null,
  jsonb_build_array(jsonb_build_object('name', 'drawn from', 'text', d.seed)) || case
    when d.returned is null then '[]'
    else jsonb_build_array(jsonb_build_object('name', 'back', 'person', d.giver_id, 'minor', d.returned::text, 'asset', d.asset))
  end
from asked d
where d.ended_at is not null
