-- A right code clears the wrong ones.
-- $1 identity
delete from link_try where identity = $1
