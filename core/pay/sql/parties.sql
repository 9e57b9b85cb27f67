-- Who takes part in payments. Neither ever changes, so that people can be locked before the payments are.
-- $1 payments
select o.payer, p.payee from payment p join payment_order o on o.id = p.payment_order where p.id = any($1::bigint[])
