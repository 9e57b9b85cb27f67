-- Where to write to people: for each the chat where they were last active among those that are known to reach them, otherwise
-- where they were last active at all. A placeholder cannot be written to.
-- $1 people
select distinct on (person) person, platform, tenant, user_id, locale
from identity
where person = any($1::bigint[]) and user_id not like '@%'
order by person, reachable desc, seen_at desc nulls last, id
