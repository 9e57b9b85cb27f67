-- The months of a person that were fixed around a time, also those of whoever was joined to them, whose own come first.
-- $1 person, $2 first month, $3 last month
select distinct on (s.month) to_char(s.month, 'YYYY-MM') as month, s.reference, s.zone, s.begins_at, s.ends_at
from statement s
join person p on p.id = s.person
where (p.id = $1 or p.merged_into = $1) and s.month between $2::date and $3::date
order by s.month, p.id <> $1, p.id
