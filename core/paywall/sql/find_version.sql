-- What an event has made of a post already.
-- $1 idempotency key
select p.reference, p.delivery, v.request_hash
from paywall_version v
join paywall_post p on p.id = v.post
where v.key = $1
