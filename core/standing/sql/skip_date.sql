-- A date to come is left out.
-- $1 order, $2 date, $3 its moment, $4 now
insert into standing_run (standing_order, date, due_at, missed, state, why, created_at, ended_at)
values ($1, $2, $3, 0, 'skipped', 'asked', $4, $4)
