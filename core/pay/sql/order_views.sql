-- Orders as their cards show them: the people as they are called today, the states as they are now.
-- $1 references
select
  o.reference, o.asset, o.total, o.memo, o.created_at,
  jsonb_build_object('id', payer.public_id, 'name', payer.name, 'identities', payer.identities) as payer,
  (
    select jsonb_agg(
      jsonb_build_object(
        'payee', jsonb_build_object('id', payee.public_id, 'name', payee.name, 'identities', payee.identities),
        'amount', p.amount::text,
        'state', p.state,
        'reason', p.reason
      ) order by p.position
    )
    from payment p
    join person asked on asked.id = p.payee
    join person_view payee on payee.id = coalesce(asked.merged_into, asked.id)
    where p.payment_order = o.id
  ) as lines,
  -- When the first of what nobody has claimed goes back.
  (select min(p.claim_until) from payment p where p.payment_order = o.id and p.state = 'claimable') as returns_at,
  (select jsonb_object_agg(i.kind, i.key) from intent i where i.subject = o.id and i.kind in ('claim', 'take_back')) as buttons
from payment_order o
join person named on named.id = o.payer
join person_view payer on payer.id = coalesce(named.merged_into, named.id)
where o.reference = any($1::text[])
