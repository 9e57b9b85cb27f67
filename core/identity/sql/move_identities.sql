-- The identities of a merged person become the survivor's.
-- $1 the merged person, $2 the survivor
update identity set person = $2 where person = $1
