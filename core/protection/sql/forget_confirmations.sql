-- Questions that nobody can answer any more: nothing asks for them.
-- $1 the moment
delete from confirmation where expires_at < $1
