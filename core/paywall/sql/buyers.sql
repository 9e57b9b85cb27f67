-- Who has paid for what, as the persons that they have turned out to be; what they have been given back, and whether they have asked; and the
-- button on the receipt of whoever was paid.
-- $1 references of the payment orders
select e.reference, o.id as payment_order, o.delivery, e.post, e.person, e.amount::text, e.refunded::text, e.settled_at, u.asked_key, p.asset,
  coalesce(s.merged_into, s.id) as seller,
  (select i.key from intent i where i.subject = o.id and i.kind = 'receipt') as receipt
from paywall_entitlement e
join paywall_purchase u on u.reference = e.reference
join payment_order o on o.reference = e.reference
join paywall_post p on p.id = e.post
join person s on s.id = p.seller
where e.reference = any($1::text[])
