-- What waits is due at another time.
-- $1 alerts, $2 when each is due
update alert a set due_at = t.due_at
from unnest($1::bigint[], $2::timestamptz[]) as t (alert, due_at)
where a.id = t.alert and a.id = any($1::bigint[])
