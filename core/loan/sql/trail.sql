-- The trail of a loan: its offer, its acceptance, each repayment, and its end.
-- $1 references, $2 idempotency keys of events
with found as (
  select l.*, l.xmin::text as written_in, v.public_id
  from loan l
  join person named on named.id = l.person
  join person v on v.id = coalesce(named.merged_into, named.id)
  where l.reference = any($1::text[]) or l.key = any($2::text[]) or l.accepted_key = any($2::text[]) or l.ended_key = any($2::text[])
    or l.id in (select loan from loan_repayment where key = any($2::text[]))
)
select 'loan' as capability, f.reference, f.created_at as at, 'offered' as state, f.written_in, null as topic,
  array[f.key] as keys, null::bigint[] as deliveries, null::bigint[] as transfers, null::bigint[] as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'by', 'person', f.public_id, 'minor', f.amount::text, 'asset', f.asset),
    jsonb_build_object('name', 'months', 'text', f.months::text)
  ) as facts
from found f
union all
select 'loan', f.reference, f.accepted_at, 'accepted', f.written_in, null, array[f.accepted_key], null, array[f.transfer], null,
  jsonb_build_array(jsonb_build_object('name', 'to', 'person', f.public_id, 'minor', (f.amount - f.fee)::text, 'asset', f.asset))
from found f where f.accepted_at is not null
union all
select 'loan', f.reference, r.created_at, 'repaid_' || r.kind, r.xmin::text, null, array[r.key], null, array_remove(array[r.transfer, r.fee_transfer], null), null,
  jsonb_build_array(
    jsonb_build_object('name', 'from', 'person', f.public_id, 'minor', (r.principal + r.interest)::text, 'asset', f.asset)
  ) || case when r.fee_returned > 0 then jsonb_build_array(
    jsonb_build_object('name', 'fee_back', 'minor', r.fee_returned::text, 'asset', f.asset),
    jsonb_build_object('name', 'days_left', 'text', format('%s of %s', greatest(agreed.until - r.paid_on, 0), agreed.until - f.started_on))
  ) else '[]'::jsonb end
from found f
join loan_repayment r on r.loan = f.id
join lateral (select max(due_on) as until from loan_instalment where loan = f.id and revision = 1) agreed on true
union all
select 'loan', f.reference, f.ended_at, f.state, f.written_in, null, case when f.ended_key is not null then array[f.ended_key] end, null,
  case when f.loss_transfer is not null then array[f.loss_transfer] end, null, '[]'::jsonb
from found f where f.ended_at is not null and f.state <> 'offered'
