-- Handling failed for now. After the last try the event is given up, which its failure beside handled_at tells.
-- $1 event, $2 wait in ms, $3 reason, $4 tries at most, $5 whether this was one of them: otherwise it is given up after a day
update inbox set
  due_at = clock_timestamp() + $2::int * interval '1 ms',
  failure = $3,
  attempts = case when $5::boolean then attempts else greatest(attempts - 1, 0) end,
  handled_at = case
    when case when $5 then attempts >= $4::int else received_at < clock_timestamp() - interval '1 day' end then clock_timestamp()
  end
where id = $1 and handled_at is null
returning platform, dedupe_key, attempts, handled_at is not null as given_up;
