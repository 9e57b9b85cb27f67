-- The new code of a person takes the place of the one before.
-- $1 person, $2 hash, $3 expires at, $4 now, $5 whether its person gave their PIN for it
insert into link_code (person, code_hash, expires_at, created_at, with_pin) values ($1, $2, $3, $4, $5)
on conflict (person) do update
set
  code_hash = excluded.code_hash, expires_at = excluded.expires_at, created_at = excluded.created_at,
  with_pin = excluded.with_pin
