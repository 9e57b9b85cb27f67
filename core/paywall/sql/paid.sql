-- Which orders paid for a post.
-- $1 references of orders
select reference from paywall_purchase where reference = any($1::text[])
