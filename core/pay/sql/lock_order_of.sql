-- The order of a payment, locked: its payments end one at a time, so that one of them knows that it was the last.
-- $1 payment
select id from payment_order where id = (select payment_order from payment where id = $1) for no key update
