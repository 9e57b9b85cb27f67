-- What an event has made an operator do already.
-- $1 key
select action, asset, amount from operator_action where key = $1
