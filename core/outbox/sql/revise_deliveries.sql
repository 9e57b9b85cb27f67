-- The subjects of deliveries have changed: what is shown is to be shown again, and their lanes are nudged. Waits that a platform
-- asked for still count. A delivery that could not reach its person stays with them, in its newest state. So are those that follow them.
-- $1 deliveries
with asked as materialized (
  select unnest($1::bigint[]) as id
  union
  select follower from delivery_follow where followed = any($1::bigint[])
), locked as materialized (
  select id from delivery where id in (select id from asked) order by id for no key update
), revised as (
  update delivery set
    wanted_revision = wanted_revision + 1,
    state = case when state = 'unreachable' then state else 'due' end,
    due_since = case when state = 'due' then due_since else clock_timestamp() end,
    not_before = case
      when state = 'due' then not_before
      -- A receipt is shown at once; what has changed often (a tally) is shown once a second at most.
      when wanted_revision >= 5 then greatest(clock_timestamp(), updated_at + interval '1 second')
      else clock_timestamp()
    end,
    attempts = case when state = 'due' then attempts else 0 end,
    updated_at = clock_timestamp()
  where id in (select id from asked) and exists (select from locked)
  returning lane, state
)
insert into outbox (topic, lane) select distinct 'deliver', lane from revised where state = 'due';
