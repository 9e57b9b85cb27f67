-- Who is, or was, on a tab; people as the persons that they have turned out to be.
-- $1 tab
select
  m.id, v.id as person, m.left_at is not null as has_left, m.name is not null as was_name,
  case when v.id is null then jsonb_build_object('id', '', 'name', m.name, 'identities', '[]'::jsonb)
    else jsonb_build_object('id', v.public_id, 'name', v.name, 'identities', v.identities)
  end as view
from tab_member m
left join person named on named.id = m.person
left join person_view v on v.id = coalesce(named.merged_into, named.id)
where m.tab = $1
order by m.id
