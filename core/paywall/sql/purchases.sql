-- What was paid for, whether it is still theirs, and the button by which their money may be asked for, where they have not asked.
-- $1 references of the payment orders
select e.reference, p.reference as post, p.asset, e.amount::text, e.refunded::text, e.entitles, e.settled_at, u.asked_key is not null as asked,
  (select i.key from intent i where i.subject = o.id and i.kind = 'paywall_back' and i.used_at is null) as back
from paywall_entitlement e
join paywall_purchase u on u.reference = e.reference
join paywall_post p on p.id = e.post
join payment_order o on o.reference = e.reference
where e.reference = any($1::text[])
