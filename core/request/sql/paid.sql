-- Which orders paid a share of a request.
-- $1 references of orders
select reference from request_payment where reference = any($1::text[])
