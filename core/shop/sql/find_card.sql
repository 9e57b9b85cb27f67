-- The first card of an item.
-- $1 item
select c.delivery, i.reference from shop_card c join shop_item i on i.id = c.item where c.item = $1 order by c.delivery limit 1
