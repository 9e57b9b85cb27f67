-- Subscriptions that payments began.
-- $1 references of payments
select payment, subscription as id from subscription_period where payment = any($1::text[]) and number = 1
