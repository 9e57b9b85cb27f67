-- Where to write to a person: the chat where they were last active among those that are known to reach them, otherwise
-- where they were last active at all. A placeholder cannot be written to.
-- $1 person
select platform, tenant, user_id, locale
from identity
where person = $1 and user_id not like '@%'
order by reachable desc, seen_at desc nulls last, id
limit 1
