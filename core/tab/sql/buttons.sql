-- The buttons about something, by their kinds.
-- $1 kinds, $2 the id of what they are about
select kind, key from intent where subject = $2 and kind = any($1::text[])
