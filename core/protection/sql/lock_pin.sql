-- Whoever looks at what somebody has spent without their PIN holds this row: two payments at once are counted one after the other.
-- $1 person
select person from pin where person = $1 for update
