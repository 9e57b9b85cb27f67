-- Months of people, as they were fixed.
-- $1 references
select s.reference, s.person, to_char(s.month, 'YYYY-MM') as month, s.zone, s.begins_at, s.ends_at
from unnest($1::text[]) with ordinality as asked (reference, number)
join statement s on s.reference = asked.reference
order by asked.number
