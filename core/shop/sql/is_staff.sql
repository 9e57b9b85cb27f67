-- Whether somebody lets people in besides the seller.
-- $1 item, $2 person
select 1 as yes from shop_staff s join person p on p.id = s.person where s.item = $1 and coalesce(p.merged_into, p.id) = $2 limit 1
