-- Where to write to people: for each the chat where they were last active among those that are known to reach them, otherwise
-- where they were last active at all. On Telegram people have positive numbers: a placeholder cannot be written to, and a
-- group is nobody's own chat.
-- $1 people
select distinct on (i.person) i.person, i.platform, i.tenant, i.user_id, i.locale as told_locale, p.language
from identity i
join person p on p.id = i.person
where i.person = any($1::bigint[]) and (i.platform <> 'telegram' or i.user_id ~ '^[1-9][0-9]*$')
order by i.person, i.reachable desc, i.seen_at desc nulls last, i.id
