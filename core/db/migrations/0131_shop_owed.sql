-- What is to go back of events that were called off, and can: between two people of whom neither is frozen. Who turns out to have bought of
-- themselves has nothing to get.
create view shop_owed as
select s.item, s.purchase, s.payment, s.amount - s.refunded as owed, i.ended_at
from shop_item i
join shop_sale s on s.item = i.id and s.units > 0 and s.state in ('settled', 'claimable')
join person named_seller on named_seller.id = i.seller
join person seller on seller.id = coalesce(named_seller.merged_into, named_seller.id)
join person named_buyer on named_buyer.id = s.buyer
join person buyer on buyer.id = coalesce(named_buyer.merged_into, named_buyer.id)
where i.state = 'cancelled' and seller.id <> buyer.id and seller.frozen_at is null and buyer.frozen_at is null;
