-- A wrong secret. An event that comes again is the same try.
-- $1 person, $2 reference, $3 key of the event, $4 now
insert into cheque_try (person, reference, key, created_at) values ($1, $2, $3, $4) on conflict (key) do nothing
