-- Who takes part in a payment. Neither ever changes, so that people can be locked before the payment is.
-- $1 payment
select o.payer, p.payee from payment p join payment_order o on o.id = p.payment_order where p.id = $1
