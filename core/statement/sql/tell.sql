-- Months that are dealt with now; returns the numbers, from 1, of those that were not before.
-- $1 people, $2 months, $3 now
with asked as (
  select person, month, number from unnest($1::bigint[], $2::date[]) with ordinality as one (person, month, number)
), told as (
  insert into statement_told (person, month, told_at)
  select person, month, $3 from asked order by person, month
  on conflict do nothing
  returning person, month
)
select asked.number::int from told join asked using (person, month) order by asked.number
