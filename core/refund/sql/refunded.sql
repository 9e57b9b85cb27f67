-- What has come back of payments already.
-- $1 payments
select payment, sum(amount) as refunded, bool_or(ordered_by = 'payee') as by_payee
from refund
where payment = any($1::bigint[])
group by payment
