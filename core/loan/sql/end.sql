-- Loans that have ended, each in its way and by its event, where one did.
-- Of each: $1 loan, $2 state, $3 key or null; $4 now
update loan l set state = e.state, ended_key = e.key, ended_at = $4
from unnest($1::bigint[], $2::text[], $3::text[]) as e(id, state, key)
where l.id = e.id
