-- Somebody did something about an order.
-- $1 key, $2 order, $3 person, $4 act, $5 now
insert into standing_act (key, standing_order, person, act, created_at) values ($1, $2, $3, $4, $5)
