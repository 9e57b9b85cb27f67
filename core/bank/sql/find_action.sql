-- What an event has made an operator do already.
-- $1 key
select reference, person, asset, amount from operator_action where key = $1
