-- Payments that were authorized before a moment and are not settled.
-- $1 the moment
select p.id from payment p join payment_order o on o.id = p.payment_order
where p.state = 'authorized' and o.created_at < $1
order by p.id
limit 1000
