-- Keeps an inbound event, once, leased to the process that puts it. A duplicate finds the first.
-- $1 platform, $2 dedupe key, $3 event, $4 lease in ms
with put as (
  insert into inbox (platform, dedupe_key, event, due_at)
  values ($1, $2, $3::text::jsonb, clock_timestamp() + $4::int * interval '1 ms')
  on conflict on constraint inbox_dedupe do nothing
  returning id
)
select id, true as fresh from put;
