-- In whose time people live. Without those of whom nobody told.
-- $1 people
select person, zone from person_zone where person = any($1::bigint[]) and zone is not null
