-- How many items of a person are for sale.
-- $1 person
select count(*)::int as count
from shop_item i
where i.state = 'open' and i.seller in (select id from person where id = $1 or merged_into = $1)
