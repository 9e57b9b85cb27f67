-- The month that comes next.
-- $1 subscription, $2 number, $3 when it begins
update subscription set next_number = $2, next_at = $3 where id = $1
