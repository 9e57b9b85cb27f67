-- What came of showing a delivery, from the process that claimed it last. A revision that was wanted meanwhile makes it due again.
-- $1 delivery, $2 its claim, $3 the revision that was shown, $4 state, $5 message reference, $6 keep the reply context, $7 reconcile,
-- $8 attempts, $9 posting, $10 wait in ms, $11 failure, $12 what must pause (a lane, platform:<name>) or null, $13 for how many ms
with paused as (
  insert into lane as l (lane, not_before)
  select $12, clock_timestamp() + $13::int * interval '1 ms' where $12::text is not null
  on conflict (lane) do update set not_before = greatest(l.not_before, excluded.not_before)
)
update delivery set
  state = case when $4 in ('shown', 'given_up') and wanted_revision > $3::int then 'due' else $4 end,
  shown_revision = case when $4 = 'shown' then $3::int else shown_revision end,
  message_ref = $5::text::jsonb,
  reply = case when $6::boolean then reply end,
  reconcile = $7::boolean,
  attempts = $8::int,
  posting = $9::int,
  due_since = case when $4 = 'due' then due_since else clock_timestamp() end,
  not_before = clock_timestamp() + $10::int * interval '1 ms',
  lease_until = null,
  failure = $11,
  updated_at = clock_timestamp()
where id = $1 and claims = $2::int
returning state;
