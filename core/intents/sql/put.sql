-- Buttons and forms that may still do something.
-- $1 keys, $2 kinds, $3 persons, $4 subjects, $5 payloads as JSON texts, $6 when they expire, $7 now
insert into intent (key, kind, person, subject, payload, expires_at, created_at)
select asked.key, kind, person, subject, payload::jsonb, expires_at, $7
from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::timestamptz[])
  as asked (key, kind, person, subject, payload, expires_at)
