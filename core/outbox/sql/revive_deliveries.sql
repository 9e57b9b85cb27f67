-- These people can be written to again: what could not be delivered to them is due, and its lanes are nudged.
-- $1 people as text
with revived as (
  update delivery set
    state = 'due', attempts = 0, due_since = clock_timestamp(), not_before = clock_timestamp(), updated_at = clock_timestamp()
  where person_key = any($1::text[]) and state = 'unreachable'
  returning lane
), nudged as (
  insert into outbox (topic, lane) select distinct 'deliver', lane from revived
)
select count(*)::int as count from revived;
