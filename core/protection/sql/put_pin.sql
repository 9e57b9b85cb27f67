-- A person's PIN from now on.
-- $1 person, $2 cost, $3 salt, $4 hash, $5 now
insert into pin (person, cost, salt, hash, set_at) values ($1, $2, $3, $4, $5)
on conflict (person) do update set
  cost = excluded.cost, salt = excluded.salt, hash = excluded.hash, set_at = excluded.set_at,
  tries = 0, lockouts = 0, locked_until = null, tried_by = null
