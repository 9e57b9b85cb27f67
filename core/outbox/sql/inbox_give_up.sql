-- Events whose handler died at every try: they end their process, so nobody gets them again.
-- $1 tries at most
update inbox set handled_at = clock_timestamp(), failure = coalesce(failure, 'no process survived handling it')
where id in (
  select id from inbox where handled_at is null and due_at <= clock_timestamp() and attempts >= $1::int
  for update skip locked
)
returning id, platform, dedupe_key, attempts, failure;
