-- A process that was too slow has shown something while another had taken over: what is visible may be old, so show the newest once more.
-- $1 delivery, $2 the late claim, $3 message reference
with late as (
  update delivery set
    wanted_revision = wanted_revision + 1,
    message_ref = coalesce(message_ref, $3::text::jsonb),
    state = case when state in ('shown', 'given_up') then 'due' else state end,
    updated_at = clock_timestamp()
  where id = $1 and claims <> $2::int
  returning lane
)
insert into outbox (topic, lane) select 'deliver', lane from late;
