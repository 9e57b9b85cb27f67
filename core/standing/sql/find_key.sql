-- The order that an event has made.
-- $1 key
select reference from standing_order where key = $1
