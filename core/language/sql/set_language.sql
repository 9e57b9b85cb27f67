-- In which language somebody is spoken to.
-- $1 person, $2 language; null: as their chat says
update person set language = $2 where id = $1
