-- What an event has offered already, and the card by which it is shown.
-- $1 key
select t.reference, t.request_hash, c.delivery
from subscription_tier t
join subscription_card c on c.key = t.key
where t.key = $1
