-- The order of a dispute: by its own reference, by its id, or the newest one of a payment's reference.
-- $1 reference, $2 id
select d.id, d.payment, p.payment_order
from dispute d
join payment p on p.id = d.payment
where d.id = coalesce($2::bigint, (
  select max(one.id) from dispute one
  where one.reference = $1::text or one.payment in (select p.id from payment p join payment_order o on o.id = p.payment_order where o.reference = $1::text)
))
