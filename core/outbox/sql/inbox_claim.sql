-- Leases events that no process is handling, oldest first.
-- $1 limit, $2 lease in ms
with claimed as (
  update inbox set attempts = attempts + 1, due_at = clock_timestamp() + $2::int * interval '1 ms'
  where id in (
    select id from inbox where handled_at is null and due_at <= clock_timestamp()
    order by id limit $1 for update skip locked
  )
  returning id, event, attempts
)
select id, event, attempts from claimed order by id;
