-- Who was joined to whom.
-- $1 key of the event, $2 survivor, $3 merged, $4 now
insert into person_link (key, survivor, merged, created_at) values ($1, $2, $3, $4)
