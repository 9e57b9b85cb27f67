-- What people may be told by now, locked: whoever looks at the same time finds it told.
-- $1 people, $2 now
select a.id, v.id as person, v.public_id as owner, a.kind, a.subject
from alert a
join person p on p.id = a.person
join person v on v.id = coalesce(p.merged_into, p.id)
where a.told_at is null and a.due_at <= $2
  and a.person = any(array(
    select id from person where id = any($1::bigint[]) union all select id from person where merged_into = any($1::bigint[])
  ))
order by a.id
for no key update of a
