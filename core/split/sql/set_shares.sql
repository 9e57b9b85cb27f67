-- Who takes part from now on, and with how much; everybody else has left.
-- $1 split, and of each: $2 position, $3 person, $4 weight, $5 amount
with part as (
  select * from unnest($2::smallint[], $3::bigint[], $4::numeric[], $5::numeric[]) as part (position, person, weight, amount)
), left_out as (
  update split_share set takes_part = false, weight = 0, amount = 0
  where split = $1 and takes_part and position <> all($2::smallint[])
)
insert into split_share as s (split, position, person, takes_part, weight, amount)
select $1, part.position, part.person, true, part.weight, part.amount from part
on conflict (split, position) do update set takes_part = true, weight = excluded.weight, amount = excluded.amount
