-- Opens the runs of orders that are locked: their next dates are what comes then, and older runs that still lack money are left out.
-- $1 orders, and of each: $2 date, $3 its moment, $4 how many were missed, $5 next date or null, $6 its moment; $7 now, $8 when to look again.
-- Returns the new runs, and the messages about those that were left out.
with opened as (
  select * from unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::int[], $5::text[], $6::timestamptz[])
    as one (standing_order, date, due_at, missed, next_date, next_at)
), left_out as (
  update standing_run r set state = 'skipped', why = 'next', retry_at = null, ended_at = $7
  from opened o
  where r.standing_order = o.standing_order and r.state = 'due'
  returning r.delivery
), moved as (
  update standing_order s set next_date = o.next_date, next_at = o.next_at
  from opened o
  where s.id = o.standing_order
), run as (
  insert into standing_run (standing_order, date, due_at, missed, state, retry_at, created_at)
  select standing_order, date, due_at, missed, 'due', $8, $7 from opened
  order by standing_order
  returning id
)
select id, null::bigint as delivery from run
union all
select null, delivery from left_out where delivery is not null
