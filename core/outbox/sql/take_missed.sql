-- What could not be delivered to these people, oldest first, given out once.
-- $1 people as text, $2 limit
with taken as (
  update delivery set
    state = 'shown', shown_revision = wanted_revision, lease_until = null, updated_at = clock_timestamp()
  where id = any(array(
    select id from delivery where person_key = any($1::text[]) and state = 'unreachable' order by id limit $2 for no key update
  ))
  returning id, subject
)
select subject from taken order by id;
