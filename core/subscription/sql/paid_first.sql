-- Which orders began a subscription.
-- $1 references of orders
select payment as reference from subscription_period where payment = any($1::text[]) and number = 1
