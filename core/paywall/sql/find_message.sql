-- The card by which an event has shown a post already.
-- $1 idempotency key
select p.reference, m.delivery
from paywall_message m
join paywall_post p on p.id = m.post
where m.key = $1
