-- Of which payments refunds' transfers were.
-- $1 transfers
select r.transfer, o.reference, o.memo, o.payer, p.payee
from refund r
join payment p on p.id = r.payment
join payment_order o on o.id = p.payment_order
where r.transfer = any($1::bigint[])
