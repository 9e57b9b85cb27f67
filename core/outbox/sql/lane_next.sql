-- See ../functions/lane_next.sql.
-- $1 lane, $2 holder, $3 lease in ms, $4 take
select verdict, wait_ms, delivery from lane_next($1, $2::uuid, $3::int, $4::boolean);
