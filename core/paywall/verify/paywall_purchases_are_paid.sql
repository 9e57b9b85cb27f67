-- Each purchase has one payment: of its buyer, to the seller of the post, of the price that the version had.
-- Range: paywall_post, $1 < id ≤ $2
select case when o.id is null then format('%s unlocks %s, and there is no such payment', u.reference, p.reference)
  else format('%s unlocks %s for %s %s, and pays person %s %s %s', u.reference, p.reference, v.price, p.asset, paid.payee, paid.amount, o.asset)
  end as detail
from paywall_post p
join paywall_purchase u on u.post = p.id
join paywall_version v on v.post = u.post and v.number = u.version
left join payment_order o on o.reference = u.reference
left join lateral (
  select count(*) as payments, min(x.payee) as payee, sum(x.amount) as amount from payment x where x.payment_order = o.id
) paid on true
left join person payee on payee.id = paid.payee
left join person payer on payer.id = o.payer
left join person buyer on buyer.id = u.buyer
left join person seller on seller.id = p.seller
where p.id > $1 and p.id <= $2
  and (o.id is null or paid.payments <> 1 or paid.amount <> v.price or o.asset <> p.asset
    or coalesce(payee.merged_into, payee.id) <> coalesce(seller.merged_into, seller.id)
    or coalesce(payer.merged_into, payer.id) <> coalesce(buyer.merged_into, buyer.id))
order by u.reference;
