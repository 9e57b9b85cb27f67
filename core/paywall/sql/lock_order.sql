-- Whatever is given back of a payment is given before it, or after.
-- $1 payment order
select id from payment_order where id = $1 for no key update
