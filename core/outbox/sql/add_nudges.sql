-- Nudges to do a capability's work on its subjects, unless one is waiting already.
-- $1 topic, $2 subjects
insert into outbox (topic, subject)
select $1::text, asked.subject
from unnest($2::bigint[]) as asked (subject)
where not exists (
  select from outbox o where o.published_at is null and o.subject = asked.subject and o.topic = $1::text
)
returning id;
