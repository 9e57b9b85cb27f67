-- Keeps inbound events, each once, leased to the process that puts them. Returns the fresh ones; a duplicate finds the first.
-- $1 platforms, $2 dedupe keys, $3 events, $4 lease in ms
insert into inbox (id, platform, dedupe_key, event, due_at)
overriding system value
select id, platform, dedupe_key, event::jsonb, clock_timestamp() + $4::int * interval '1 ms'
from (
  -- Their ids are in the order in which they came, …
  select nextval(pg_get_serial_sequence('inbox', 'id')) as id, asked.*
  from unnest($1::text[], $2::text[], $3::text[]) with ordinality as asked (platform, dedupe_key, event, number)
) numbered
-- … but all processes write them in one order, so that two who put the same events do not wait for each other.
order by platform, dedupe_key, number
on conflict on constraint inbox_dedupe do nothing
returning id, platform || ' ' || dedupe_key as name;
