-- The trail of refunds, a row for each under its payment's reference; and of disputes, a row for each of their steps. Words are left out.
-- $1 references, $2 idempotency keys of events
with party as (
  select p.id as payment, o.reference, o.asset, payer.public_id as payer, payee.public_id as payee
  from payment p
  join payment_order o on o.id = p.payment_order
  join person named_payer on named_payer.id = o.payer
  join person payer on payer.id = coalesce(named_payer.merged_into, named_payer.id)
  join person named_payee on named_payee.id = p.payee
  join person payee on payee.id = coalesce(named_payee.merged_into, named_payee.id)
  where o.reference = any($1::text[])
    or p.id in (select payment from refund where key = any($2::text[]))
    or p.id in (
      select d.payment from dispute d
      where d.reference = any($1::text[]) or d.id in (select dispute from dispute_step where key = any($2::text[]))
    )
)
select 'refund' as capability, y.reference, r.created_at as at, 'refunded' as state, r.xmin::text as written_in, null as topic,
  array[r.key] as keys, null::bigint[] as deliveries, array[r.transfer] as transfers, null::bigint[] as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'from', 'person', y.payee),
    jsonb_build_object('name', 'to', 'person', y.payer, 'minor', r.amount::text, 'asset', y.asset),
    jsonb_build_object('name', 'ordered_by', 'text', r.ordered_by)
  ) as facts
from party y
join refund r on r.payment = y.payment
union all
select 'refund', d.reference, s.created_at, 'dispute_' || s.step, s.xmin::text, null,
  array[s.key], d.deliveries, null, null,
  jsonb_build_array(
    jsonb_build_object('name', 'payment', 'text', y.reference),
    case when s.operator is not null then jsonb_build_object('name', 'operator', 'text', s.operator)
      when s.step = 'refunded' then jsonb_build_object('name', 'by', 'person', y.payee)
      else jsonb_build_object('name', 'by', 'person', y.payer) end
  )
from party y
join dispute d on d.payment = y.payment
join dispute_step s on s.dispute = d.id
