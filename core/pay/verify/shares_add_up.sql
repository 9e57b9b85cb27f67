-- The payments of an order add up to its total. Rows are violations.
select o.reference || ' is ' || o.total || ' and its payments are ' || coalesce(sum(p.amount), 0) as detail
from payment_order o
left join payment p on p.payment_order = o.id
group by o.id
having o.total is distinct from sum(p.amount)
