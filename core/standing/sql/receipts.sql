-- What payments of orders were for. `first`: none of the same order was paid before it.
-- $1 payments
select r.payment, o.reference, o.repeat, o.asset, o.amount::text as amount, r.missed,
  not exists (select from standing_run b where b.standing_order = o.id and b.state = 'placed' and b.id < r.id) as first
from standing_run r join standing_order o on o.id = r.standing_order
where r.payment = any($1::text[])
