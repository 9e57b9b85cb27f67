-- Writes nudges to the workers.
-- $1 topics, $2 payments or null, $3 lanes or null
insert into outbox (topic, payment, lane)
select topic, payment, lane
from unnest($1::text[], $2::bigint[], $3::text[]) with ordinality as nudge (topic, payment, lane, number)
order by number;
