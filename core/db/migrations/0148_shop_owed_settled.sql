-- What waits to be claimed can still become the seller's, and nothing of it goes back before: the sweep comes for it from then on, and not for
-- nothing until then.
create or replace view shop_owed as
select s.item, s.purchase, s.payment, s.amount - s.refunded as owed, i.ended_at
from shop_item i
join shop_sale s on s.item = i.id and s.units > 0 and s.state = 'settled'
join person named_seller on named_seller.id = i.seller
join person seller on seller.id = coalesce(named_seller.merged_into, named_seller.id)
join person named_buyer on named_buyer.id = s.buyer
join person buyer on buyer.id = coalesce(named_buyer.merged_into, named_buyer.id)
where i.state = 'cancelled' and seller.id <> buyer.id and seller.frozen_at is null and buyer.frozen_at is null;
