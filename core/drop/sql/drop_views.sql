-- Drops as their cards show them: the people as they are called today, the shares as they are taken now.
-- $1 references
select
  d.reference, d.asset, d.total, d.mode, d.shares, d.memo, d.state, d.created_at, d.expires_at,
  jsonb_build_object('id', giver.public_id, 'name', giver.name, 'identities', giver.identities) as giver,
  (select coalesce(sum(s.amount), 0) from drop_share s where s.money_drop = d.id and s.person is null) as left,
  coalesce((
    select jsonb_agg(
      jsonb_build_object(
        'person', jsonb_build_object('id', claimer.public_id, 'name', claimer.name, 'identities', claimer.identities),
        'amount', s.amount::text
      ) order by s.position
    )
    from drop_share s
    join person asked on asked.id = s.person
    join person_view claimer on claimer.id = coalesce(asked.merged_into, asked.id)
    where s.money_drop = d.id
  ), '[]') as claims,
  (
    select jsonb_object_agg(i.kind, i.key) from intent i where i.subject = d.id and i.kind in ('drop_claim', 'drop_cancel')
  ) as buttons
from money_drop d
join person named on named.id = d.giver
join person_view giver on giver.id = coalesce(named.merged_into, named.id)
where d.reference = any($1::text[])
