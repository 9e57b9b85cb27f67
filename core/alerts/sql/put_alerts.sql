-- Keeps alerts, each once; returns the numbers, from 1, of those that are new.
-- $1 people, and for each: $2 kind, $3 key or null, $4 reference or null, $5 subject as JSON text, $6 due at; $7 now
with asked as materialized (
  select nextval(pg_get_serial_sequence('alert', 'id')) as id, one.*
  from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
    with ordinality as one (person, kind, key, reference, subject, due_at, number)
), kept as (
  insert into alert (id, person, kind, key, reference, subject, due_at, raised_at)
  overriding system value
  select id, person, kind, key, reference, subject::jsonb, due_at, $7 from asked
  order by person, kind, key, number
  on conflict (person, kind, key) do nothing
  returning id
)
select asked.number::int, kept.id from kept join asked on asked.id = kept.id order by asked.number
