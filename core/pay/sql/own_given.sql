-- In which asset payers gave what their orders cost, where it is another than the payees got.
-- $1 references
select distinct o.reference, x.sell_asset as asset
from payment_order o
join payment p on p.payment_order = o.id
join payment_exchange x on x.payment = p.id
where o.reference = any($1::text[])
