-- People by id, each as the person that they have turned out to be.
-- $1 person ids
select asked.id as asked, v.id, v.public_id, v.frozen, v.met, v.name, v.identities
from person asked
join person_view v on v.id = coalesce(asked.merged_into, asked.id)
where asked.id = any($1)
