-- Whether somebody has a PIN, and until when nobody may try it.
-- $1 person
select locked_until from pin where person = $1
