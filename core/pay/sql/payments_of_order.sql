-- The payments of an order, as a button of it meets them.
-- $1 order
select id, payee, amount, state, escrowed, pressed_key, (select asset from payment_order where id = $1) as asset
from payment
where payment_order = $1
order by position
