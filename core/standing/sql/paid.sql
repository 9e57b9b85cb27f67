-- Which orders paid a date of a standing order.
-- $1 references of orders
select payment as reference from standing_run where payment = any($1::text[])
