-- What is left of lots.
-- $1 lots, and of each: $2 units left, $3 cost left
update lot l set units_left = now.units_left, cost_left = now.cost_left
from unnest($1::bigint[], $2::numeric[], $3::numeric[]) as now (id, units_left, cost_left)
where l.id = now.id
