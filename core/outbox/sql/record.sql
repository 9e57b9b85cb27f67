-- What came of showing deliveries, from the process that claimed each last. A revision that was wanted meanwhile makes it due again.
-- $1 results as JSON text: id, claims, revision (that was shown), state, message_ref, keep_reply, reconcile, attempts, posting, wait_ms,
-- failure, and, where something must pause, paused (a lane, or platform:<name>) and pause_ms. Returns those that were still its own.
with result as materialized (
  select * from jsonb_to_recordset($1::text::jsonb) as r (
    id bigint, claims int, revision int, state text, message_ref jsonb, keep_reply boolean, reconcile boolean, attempts int, posting int,
    wait_ms int, failure text, paused text, pause_ms int
  )
), locked as materialized (
  select id from delivery where id = any(array(select id from result)) order by id for no key update
), pausing as (
  insert into lane as l (lane, not_before)
  select paused, clock_timestamp() + max(pause_ms) * interval '1 ms' from result where paused is not null group by paused order by paused
  on conflict (lane) do update set not_before = greatest(l.not_before, excluded.not_before)
)
update delivery d set
  state = case when r.state in ('shown', 'given_up') and d.wanted_revision > r.revision then 'due' else r.state end,
  shown_revision = case when r.state = 'shown' then r.revision else d.shown_revision end,
  message_ref = r.message_ref,
  reply = case when r.keep_reply then d.reply end,
  reconcile = r.reconcile,
  attempts = r.attempts,
  posting = r.posting,
  due_since = case when r.state = 'due' then d.due_since else clock_timestamp() end,
  not_before = clock_timestamp() + r.wait_ms * interval '1 ms',
  lease_until = null,
  failure = r.failure,
  updated_at = clock_timestamp()
from result r
where d.id = r.id and d.id = any(array(select id from result)) and exists (select from locked) and d.claims = r.claims
returning d.id, d.claims, d.state;
