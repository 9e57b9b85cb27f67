-- Freezes a person at a moment, or unfreezes them. Returns a row where that changed anything.
-- $1 person, $2 the moment, or null
update person set frozen_at = $2
where id = $1 and (frozen_at is null) <> ($2::timestamptz is null)
returning id
