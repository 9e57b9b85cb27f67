-- Whose name it is, from now on or since before.
-- $1 tab, $2 name, $3 person
update tab_member set person = coalesce(person, $3)
where tab = $1 and name is not null and lower(name) = lower($2)
returning name, person
