-- What an event has subscribed to already, by the key of its payment.
-- $1 key
select o.reference, o.delivery
from payment_order o
join subscription_period p on p.payment = o.reference
where o.key = $1
