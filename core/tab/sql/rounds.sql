-- Rounds as their cards show them, with their buttons.
-- $1 references
select
  r.reference, r.tab, r.closed_at is not null as is_closed,
  jsonb_build_object('id', v.public_id, 'name', v.name, 'identities', v.identities) as by,
  (
    select jsonb_agg(
      jsonb_build_object(
        'debtor', d.debtor::text, 'creditor', d.creditor::text, 'asset', d.asset, 'amount', d.amount::text,
        'given_back', nullif(o.refunded, 0)::text,
        'payment', case when o.state = 'settled' then 'settled' when o.state in ('authorized', 'claimable') then 'pending' end
      ) order by d.id
    )
    from tab_due d left join payment_outcome o on o.reference = d.payment where d.round = r.id
  ) as dues,
  (
    select jsonb_agg(jsonb_build_object('key', i.key, 'asset', i.payload ->> 'asset') order by i.payload ->> 'asset')
    from intent i where i.subject = r.id and i.kind = 'tab_pay'
  ) as buttons
from tab_round r
join person named on named.id = r.person
join person_view v on v.id = coalesce(named.merged_into, named.id)
where r.reference = any($1::text[])
