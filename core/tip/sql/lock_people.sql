-- What people have to do with tips, locked: whoever holds it decides alone what somebody gives, and what they are told.
-- $1 people
select person, since, explained_at, refused_at, told_at, note, note_delivery, noted_at
from tip_person where person = any($1::bigint[]) order by person for no key update
