-- Range: statement
-- A person's months do not overlap, and between two that follow each other no moment is left out.
select format('%s ends at %s, %s begins at %s', s.reference, s.ends_at, later.reference, later.begins_at) as detail
from statement s
join statement later on later.person = s.person and later.month > s.month
where s.id > $1 and s.id <= $2
  and (later.begins_at < s.ends_at or (later.month = s.month + interval '1 month' and later.begins_at <> s.ends_at));
