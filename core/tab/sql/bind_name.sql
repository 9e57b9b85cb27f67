-- Whose name it is from now on.
-- $1 member, $2 person
update tab_member set person = $2 where id = $1 and person is null
