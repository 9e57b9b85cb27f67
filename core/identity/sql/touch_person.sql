-- The first contact of a person.
-- $1 person, $2 now
update person set met_at = $2 where id = $1 and met_at is null
