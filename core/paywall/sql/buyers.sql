-- Who has paid for what, as the persons that they have turned out to be; and the button on the receipt of whoever was paid.
-- $1 references of the payment orders
select e.reference, e.post, e.person, e.amount::text, e.entitles, p.asset, coalesce(s.merged_into, s.id) as seller,
  (select i.key from intent i join payment_order o on o.id = i.subject where i.kind = 'receipt' and o.reference = e.reference) as receipt
from paywall_entitlement e
join paywall_post p on p.id = e.post
join person s on s.id = p.seller
where e.reference = any($1::text[])
