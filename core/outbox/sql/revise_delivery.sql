-- The subject of a delivery has changed: what is shown is to be shown again. Waits that its platform asked for still count.
-- A delivery that could not reach its person stays with them, in its newest state. Returns the lane that is to be nudged.
-- $1 delivery
update delivery set
  wanted_revision = wanted_revision + 1,
  state = case when state = 'unreachable' then state else 'due' end,
  due_since = case when state = 'due' then due_since else clock_timestamp() end,
  not_before = case when state = 'due' then not_before else clock_timestamp() end,
  attempts = case when state = 'due' then attempts else 0 end,
  updated_at = clock_timestamp()
where id = $1
returning lane, state;
