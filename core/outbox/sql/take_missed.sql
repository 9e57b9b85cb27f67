-- What could not be delivered to these people, given out once.
-- $1 people as text
with taken as (
  update delivery set
    state = 'shown', shown_revision = wanted_revision, lease_until = null, updated_at = clock_timestamp()
  where person_key = any($1::text[]) and state = 'unreachable'
  returning id, subject
)
select subject from taken order by id;
