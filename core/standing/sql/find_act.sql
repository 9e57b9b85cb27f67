-- What an event has done about an order already.
-- $1 key, $2 order
select act from standing_act where key = $1 and standing_order = $2
