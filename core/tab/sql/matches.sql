-- Who a name is said to be, as its card shows it, with its buttons.
-- $1 references
select t.id, t.reference, t.state, m.name,
  jsonb_build_object('id', p.public_id, 'name', p.name, 'identities', p.identities) as person,
  jsonb_build_object('id', s.public_id, 'name', s.name, 'identities', s.identities) as by,
  jsonb_build_object('id', b.public_id, 'name', b.name, 'identities', b.identities) as importer,
  (
    select coalesce(jsonb_agg(jsonb_build_object('action', i.kind, 'intent', i.key) order by i.kind desc), '[]')
    from intent i where i.subject = t.id and i.kind in ('tab_match_yes', 'tab_match_no') and t.state = 'asked'
  ) as actions
from tab_match t
join tab_member m on m.id = t.member
join person pp on pp.id = t.person join person_view p on p.id = coalesce(pp.merged_into, pp.id)
join person sp on sp.id = t.said_by join person_view s on s.id = coalesce(sp.merged_into, sp.id)
join person bp on bp.id = m.named_by join person_view b on b.id = coalesce(bp.merged_into, bp.id)
where t.reference = any($1::text[])
