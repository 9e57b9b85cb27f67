-- Whether somebody has a PIN, since when, and until when nobody may try it.
-- $1 person
select locked_until, set_at from pin where person = $1
