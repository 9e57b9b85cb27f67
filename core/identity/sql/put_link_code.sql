-- The new code of a person takes the place of the one before.
-- $1 person, $2 hash, $3 expires at, $4 now
insert into link_code (person, code_hash, expires_at, created_at) values ($1, $2, $3, $4)
on conflict (person) do update
set code_hash = excluded.code_hash, expires_at = excluded.expires_at, created_at = excluded.created_at
