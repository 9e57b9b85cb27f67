-- Leases deliveries, whatever else their lanes have. A paused lane is respected, except by an answer to an event: those have limits of their own.
-- $1 deliveries, $2 lease in ms
with locked as materialized (
  select id from delivery where id = any($1::bigint[]) order by id for no key update
)
update delivery d set
  lease_until = clock_timestamp() + $2::int * interval '1 ms', claims = claims + 1,
  reconcile = reconcile or lease_until is not null, updated_at = clock_timestamp()
where id = any($1::bigint[]) and exists (select from locked) and state = 'due'
  and not_before <= clock_timestamp() and coalesce(lease_until <= clock_timestamp(), true)
  and (reply is not null or coalesce(lane_paused_until(lane) <= clock_timestamp(), true))
returning to_jsonb(d) || jsonb_build_object('id', d.id::text) as delivery;
