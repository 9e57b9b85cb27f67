-- Which of these orders have payments that are still to be settled.
-- $1 orders
select distinct payment_order from payment where payment_order = any($1::bigint[]) and state = 'authorized'
