-- What was to be paid of a subscription is not paid any more.
-- $1 subscription
update subscription_period set state = 'skipped', retry_at = null where subscription = $1 and state = 'due'
