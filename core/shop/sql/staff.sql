-- Who lets people in besides the seller.
-- $1 item
select distinct coalesce(p.merged_into, p.id) as person from shop_staff s join person p on p.id = s.person where s.item = $1
