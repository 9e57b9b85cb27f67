-- A name of an import, whose it is by now, and who brought it; people as the persons that they have turned out to be.
-- $1 tab, $2 name; or $3 member
select m.id, m.name, coalesce(p.merged_into, p.id) as person, coalesce(b.merged_into, b.id) as named_by
from tab_member m
left join person p on p.id = m.person
join person b on b.id = m.named_by
where m.id = $3 or (m.tab = $1 and m.name is not null and lower(m.name) = lower($2))
