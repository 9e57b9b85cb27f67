-- What somebody has borrowed and not repaid, or was offered and may still accept; those of whoever was merged into them, too.
-- $1 person, $2 now
select l.id
from loan l
join person p on p.id = l.person
where (p.id = $1 or p.merged_into = $1) and (l.state = 'active' or l.state = 'offered' and l.expires_at > $2)
order by l.id
