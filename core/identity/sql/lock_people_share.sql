-- Keeps people from being frozen, unfrozen or merged until the end of the database transaction.
-- $1 person ids
select id from person where id = any($1) order by id for share
