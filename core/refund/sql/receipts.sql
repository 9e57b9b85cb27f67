-- What is said on the cards of orders: their button, and of which payments something came back.
-- $1 references
select
  o.reference, o.asset, i.key as intent,
  (
    select jsonb_agg(
      jsonb_build_object(
        'payee', jsonb_build_object('id', payee.public_id, 'name', payee.name, 'identities', payee.identities),
        'paid', p.amount::text,
        'refunded', back.amount::text
      ) order by p.position
    )
    from payment p
    join lateral (select sum(amount) as amount from refund where payment = p.id) back on back.amount > 0
    join person named on named.id = p.payee
    join person_view payee on payee.id = coalesce(named.merged_into, named.id)
    where p.payment_order = o.id
  ) as refunds
from payment_order o
left join intent i on i.subject = o.id and i.kind = 'receipt'
where o.reference = any($1::text[])
