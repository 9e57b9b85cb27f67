-- What an event has paid of a post already.
-- $1 key
select u.reference, o.delivery
from paywall_purchase u
join payment_outcome o on o.reference = u.reference
where u.key = $1
