-- What an event has moved already.
-- $1 key
select reference, person, asset, direction, amount::text, transfer from savings_move where key = $1
