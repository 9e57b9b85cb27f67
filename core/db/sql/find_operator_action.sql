-- What an event has made an operator do already.
-- $1 key
select action, asset, amount::text, note from operator_action where key = $1
