-- A button or a form that may still do something.
-- $1 key, $2 kind, $3 person, $4 payload as JSON text, $5 expires at, $6 now
insert into intent (key, kind, person, payload, expires_at, created_at)
values ($1, $2, $3, $4::text::jsonb, $5, $6)
