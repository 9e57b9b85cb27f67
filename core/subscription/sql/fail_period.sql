-- It could not be paid.
-- $1 month, $2 when it is tried again
update subscription_period set failures = failures + 1, retry_at = $2 where id = $1
