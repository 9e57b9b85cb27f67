-- Each purchase has one payment, of its quantity at a price that the item had, in its currency, from its buyer to its seller. People count as whom
-- they were merged into.
-- Range: shop_item, $1 < id ≤ $2
select case when o.reference is null then format('purchase %s is paid by %s, and there is no such payment', p.id, p.payment)
  when o.payments <> 1 then format('purchase %s is paid by %s payments', p.id, o.payments)
  when o.amount <> p.quantity * p.unit_price or o.asset <> i.asset
    then format('purchase %s is %s of %s %s, and %s %s were paid', p.id, p.quantity, p.unit_price, i.asset, o.amount, o.asset)
  when o.payee <> o.seller then format('purchase %s was paid to person %s, and %s sells', p.id, o.payee, o.seller)
  when o.payer <> o.buyer then format('purchase %s was paid by person %s, and %s bought', p.id, o.payer, o.buyer)
  else format('purchase %s cost %s each, a price that item %s never had', p.id, p.unit_price, i.reference) end as detail
from shop_item i
join shop_purchase p on p.item = i.id
left join lateral (
  select one.reference, one.amount, one.asset, (select count(*) from payment_outcome x where x.reference = p.payment) as payments,
    coalesce(payee.merged_into, payee.id) as payee, coalesce(seller.merged_into, seller.id) as seller,
    coalesce(payer.merged_into, payer.id) as payer, coalesce(buyer.merged_into, buyer.id) as buyer
  from payment_outcome one
  join payment_order ordered on ordered.reference = one.reference
  join person payee on payee.id = one.payee
  join person payer on payer.id = ordered.payer
  join person seller on seller.id = i.seller
  join person buyer on buyer.id = p.buyer
  where one.reference = p.payment
  limit 1
) o on true
where i.id > $1 and i.id <= $2
  and (o.reference is null or o.payments <> 1 or o.amount <> p.quantity * p.unit_price or o.asset <> i.asset
    or o.payee <> o.seller or o.payer <> o.buyer
    or not exists (select from shop_act a where a.item = i.id and a.price = p.unit_price))
order by p.id;
