-- As lock_people_share, for the one who freezes or merges them.
-- $1 person ids
select id from person where id = any($1) order by id for no key update
