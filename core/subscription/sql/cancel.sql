-- It runs to the end of what was paid for.
-- $1 subscription, $2 key
update subscription set state = 'cancelled', cancelled_key = $2 where id = $1
