-- Orders as people see them, the payee as they are called today.
-- $1 references
select
  o.id, o.reference, o.asset, o.amount::text as amount, o.memo, o.zone, o.starts, o.repeat, o.state, o.why, o.next_date, o.next_at,
  (select coalesce(p.merged_into, p.id) from person p where p.id = o.payer) as payer,
  jsonb_build_object('id', payee.public_id, 'name', payee.name, 'identities', payee.identities) as payee,
  (
    select count(*)::int from standing_run r join payment_outcome x on x.reference = r.payment
    where r.standing_order = o.id and x.state in ('settled', 'claimable')
  ) as paid,
  (
    select coalesce(jsonb_object_agg(i.kind, i.key), '{}') from intent i
    where i.subject = o.id
      and (
        i.kind in ('standing_pause', 'standing_resume', 'standing_end', 'standing_show')
        or i.kind = 'standing_skip' and i.payload ->> 'date' = o.next_date
      )
  ) as buttons
from standing_order o
join person named on named.id = o.payee
join person_view payee on payee.id = coalesce(named.merged_into, named.id)
where o.reference = any($1::text[])
