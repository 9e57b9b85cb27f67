-- The order that is called so.
-- $1 reference
select id from standing_order where reference = $1
