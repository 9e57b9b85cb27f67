-- Disputes as they are told: the people as they are called today, the steps so far, the buttons.
-- $1 ids, $2 references
select
  d.id, d.reference, d.state, d.created_at, o.reference as payment, o.asset, p.position, p.amount,
  (select coalesce(sum(amount), 0) from refund where payment = p.id) as refunded,
  jsonb_build_object('id', payer.public_id, 'name', payer.name, 'identities', payer.identities) as payer,
  jsonb_build_object('id', payee.public_id, 'name', payee.name, 'identities', payee.identities) as payee,
  (
    select jsonb_agg(jsonb_build_object('step', s.step, 'operator', s.operator, 'words', s.words, 'at', s.created_at) order by s.id)
    from dispute_step s where s.dispute = d.id
  ) as steps,
  (select jsonb_object_agg(i.kind, i.key) from intent i where i.subject = d.id and i.kind like 'dispute\_%') as buttons
from dispute d
join payment p on p.id = d.payment
join payment_order o on o.id = p.payment_order
join person named_payer on named_payer.id = o.payer
join person_view payer on payer.id = coalesce(named_payer.merged_into, named_payer.id)
join person named_payee on named_payee.id = p.payee
join person_view payee on payee.id = coalesce(named_payee.merged_into, named_payee.id)
where d.id = any($1::bigint[]) or d.reference = any($2::text[])
