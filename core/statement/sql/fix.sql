-- Fixes a month that is over. Whoever comes second finds it fixed.
-- $1 reference, $2 person, $3 month, $4 zone, $5 begin, $6 end, $7 now
insert into statement (reference, person, month, zone, begins_at, ends_at, made_at)
values ($1, $2, $3::date, $4, $5, $6, $7)
on conflict (person, month) do nothing
