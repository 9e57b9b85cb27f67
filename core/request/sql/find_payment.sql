-- What an event has paid of a request already.
-- $1 key
select p.reference, o.delivery
from request_payment p
join payment_outcome o on o.reference = p.reference
where p.key = $1
