-- What was paid for, whether it is still theirs, and the button by which their money may be asked for.
-- $1 references of the payment orders, $2 now
select e.reference, p.reference as post, p.asset, e.amount::text, e.entitles,
  (
    select i.key from intent i
    where i.subject = o.id and i.kind = 'paywall_back' and i.used_at is null and i.expires_at > $2
  ) as back
from paywall_entitlement e
join paywall_post p on p.id = e.post
join payment_order o on o.reference = e.reference
where e.reference = any($1::text[])
