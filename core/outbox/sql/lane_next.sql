-- See ../functions/lane_next.sql. Lanes are taken in the order of their names by all who take several.
-- $1 lanes, and for each: $2 holder, $3 take; $4 lease in ms
select next.verdict, next.wait_ms, next.delivery
from (
  select * from unnest($1::text[], $2::uuid[], $3::boolean[]) with ordinality as asked (lane, holder, take, number)
  order by lane, number
) asked,
  lateral lane_next(asked.lane, asked.holder, $4::int, asked.take) as next
order by asked.number;
