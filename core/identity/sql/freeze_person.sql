-- A frozen person turns out to be somebody, who is frozen from then on. Under both rows' locks.
-- $1 the frozen person, $2 who they are
update person set frozen_at = (select frozen_at from person where id = $1)
where id = $2 and frozen_at is null
