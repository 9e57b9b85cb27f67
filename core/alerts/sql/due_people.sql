-- Who may be told something by now, as the persons that they have turned out to be.
-- $1 now, $2 limit
select distinct coalesce(p.merged_into, p.id) as person
from alert a
join person p on p.id = a.person
where a.told_at is null and a.due_at <= $1
order by person
limit $2
