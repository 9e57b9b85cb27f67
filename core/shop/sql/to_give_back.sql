-- What would go back of an event if it were called off now, to each of its buyers, as the persons that they have turned out to be.
-- $1 item
select coalesce(p.merged_into, p.id) as buyer, sum(s.amount - s.refunded) as amount
from shop_sale s
join shop_item i on i.id = s.item
join person seller on seller.id = i.seller
join person p on p.id = s.buyer
where s.item = $1 and s.units > 0 and s.state in ('authorized', 'settled', 'claimable') and s.amount > s.refunded
  and coalesce(p.merged_into, p.id) <> coalesce(seller.merged_into, seller.id)
group by 1
order by sum(s.amount - s.refunded) desc, 1
