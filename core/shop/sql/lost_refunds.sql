-- Cancelled events of which something is to go back.
-- $1 cancelled before
select distinct s.item as id
from shop_item i
join shop_sale s on s.item = i.id
where i.state = 'cancelled' and i.ended_at < $1 and s.units > 0 and s.state in ('settled', 'claimable')
limit 1000
