-- The trail of refunds: a row for each, under its payment's reference.
-- $1 references, $2 idempotency keys of events
select 'refund' as capability, o.reference, r.created_at as at, 'refunded' as state, r.xmin::text as written_in, null as topic,
  array[r.key] as keys, null::bigint[] as deliveries, array[r.transfer] as transfers, null::bigint[] as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'from', 'person', payee.public_id),
    jsonb_build_object('name', 'to', 'person', payer.public_id, 'minor', r.amount::text, 'asset', o.asset),
    jsonb_build_object('name', 'ordered_by', 'text', r.ordered_by)
  ) as facts
from refund r
join payment p on p.id = r.payment
join payment_order o on o.id = p.payment_order
join person named_payer on named_payer.id = o.payer
join person payer on payer.id = coalesce(named_payer.merged_into, named_payer.id)
join person named_payee on named_payee.id = p.payee
join person payee on payee.id = coalesce(named_payee.merged_into, named_payee.id)
where o.reference = any($1::text[]) or r.key = any($2::text[])
