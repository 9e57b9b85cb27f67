-- What an event has made an operator do already.
-- $1 key
select reference, action, amount::text, note from operator_action where key = $1
