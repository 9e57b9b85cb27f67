-- One person turns out to be another, with everybody whom they had turned out to be. Under both rows' locks.
-- $1 the merged person, $2 the survivor
update person set merged_into = $2 where id = $1 or merged_into = $1
