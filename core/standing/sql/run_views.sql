-- Runs as their payers are told of them.
-- $1 runs
select r.id, o.reference, r.due_at, r.state, r.told_retry_at as retry_at,
  (
    select coalesce(jsonb_object_agg(i.kind, i.key), '{}') from intent i
    where i.subject = r.id and i.kind in ('standing_run_pay', 'standing_run_skip')
  ) as buttons
from standing_run r join standing_order o on o.id = r.standing_order
where r.id = any($1::bigint[])
