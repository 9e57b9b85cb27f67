-- What a key stands for; the owner as the person that they have turned out to be.
-- $1 key
select i.kind, coalesce(p.merged_into, p.id) as person, i.subject, i.payload, i.expires_at, i.used_key, i.outcome
from intent i
left join person p on p.id = i.person
where i.key = $1
