-- Which orders paid for something that was sold.
-- $1 references of orders
select payment as reference from shop_purchase where payment = any($1::text[])
