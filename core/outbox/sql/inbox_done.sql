-- Events have been handled.
-- $1 events
with locked as materialized (
  select id from inbox where id = any($1::bigint[]) order by id for no key update
)
update inbox set handled_at = clock_timestamp(), failure = null
where id = any($1::bigint[]) and exists (select from locked) and handled_at is null;
