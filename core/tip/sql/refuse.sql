-- Somebody is told why their reaction was no tip. Returns a row unless they were told something of the kind a moment ago.
-- $1 person, $2 now, $3 the moment
update tip_person set refused_at = $2 where person = $1 and coalesce(refused_at <= $3, true)
returning person
