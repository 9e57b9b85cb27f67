-- A placeholder that has found its person.
-- $1 identity
delete from identity where id = $1
