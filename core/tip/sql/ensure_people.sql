-- Rows for people who have had nothing to do with tips so far.
-- $1 people
insert into tip_person (person) select asked from unnest($1::bigint[]) as asked order by asked on conflict (person) do nothing
