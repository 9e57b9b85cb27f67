-- What people are called, by their public ids; who was merged into somebody is called as they are.
-- $1 public ids
select asked.public_id, v.name
from person asked
join person_view v on v.id = coalesce(asked.merged_into, asked.id)
where asked.public_id = any($1::text[])
