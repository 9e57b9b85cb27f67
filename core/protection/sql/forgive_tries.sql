-- The PIN was right: what was wrong before no longer counts.
-- $1 person, $2 hash
update pin set tries = 0, lockouts = 0, locked_until = null where person = $1 and hash = $2
