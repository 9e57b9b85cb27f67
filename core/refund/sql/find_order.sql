-- An order and who takes part in it. Neither ever changes, so that people can be locked before the payments are.
-- $1 reference, or $2 id
select o.id, array_agg(p.payee) || o.payer as people
from payment_order o
join payment p on p.payment_order = o.id
where o.id = coalesce($2::bigint, (select id from payment_order where reference = $1::text))
group by o.id
