-- A reaction was taken off: where it was put on before, that is no tip any more, or never becomes one.
-- $1 place, $2 emoji, $3 person, $4 when
insert into tip_taken_off as o (place, emoji, person, at) values ($1, $2, $3, $4)
on conflict (place, emoji, person) do update set at = greatest(o.at, excluded.at)
