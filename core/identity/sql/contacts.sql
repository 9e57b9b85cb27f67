-- Where to write to people: for each the chat where they were last active among those that are known to reach them, otherwise
-- where they were last active at all. On Telegram people have positive numbers: a placeholder cannot be written to, and a
-- group is nobody's own chat.
-- $1 people
select distinct on (person) person, platform, tenant, user_id, locale
from identity
where person = any($1::bigint[]) and (platform <> 'telegram' or user_id ~ '^[1-9][0-9]*$')
order by person, reachable desc, seen_at desc nulls last, id
