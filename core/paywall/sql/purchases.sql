-- What was paid for, and whether it is still theirs.
-- $1 references of the payment orders
select e.reference, p.reference as post, p.asset, e.amount::text, e.entitles
from paywall_entitlement e
join paywall_post p on p.id = e.post
where e.reference = any($1::text[])
