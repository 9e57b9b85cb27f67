-- What was asked for, and what has come of it.
-- $1 references of the payment orders
select e.reference, p.reference as post, p.asset, e.person, e.amount::text, e.refunded::text, v.title,
  (select i.key from intent i where i.subject = o.id and i.kind = 'receipt') as receipt
from paywall_entitlement e
join payment_order o on o.reference = e.reference
join paywall_post p on p.id = e.post
cross join lateral (select title from paywall_version v where v.post = p.id order by v.number desc limit 1) v
where e.reference = any($1::text[])
