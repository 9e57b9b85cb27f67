-- A payment whose payer gives another asset has a hold, and once it is captured a transfer, of exactly these legs: out of the payer's wallet into
-- liquidity and the exchange's income, and out of liquidity to its payee or into escrow. People count as whom they were merged into; 0 is the system.
-- Range: payment_order, $1 < id ≤ $2
with paid as (
  select x.*, p.amount, p.hold, p.transfer, o.asset as buy_asset, o.reference, coalesce(payer.merged_into, payer.id) as payer,
    case when p.escrowed then 0 else coalesce(payee.merged_into, payee.id) end as target,
    case when p.escrowed then 'escrow' else 'wallet' end as target_purpose
  from payment_order o
  join payment p on p.payment_order = o.id
  join payment_exchange x on x.payment = p.id
  join person payer on payer.id = o.payer
  join person payee on payee.id = p.payee
  where o.id > $1 and o.id <= $2 and p.payment_order > $1 and p.payment_order <= $2
), leg as (
  select payment, payer as owner, 'wallet' as purpose, sell_asset as asset, -sell_amount as amount from paid
  union all select payment, 0, 'liquidity', sell_asset, sell_amount - spread from paid
  union all select payment, 0, 'exchange_income', sell_asset, spread from paid where spread > 0
  union all select payment, 0, 'liquidity', buy_asset, -amount from paid
  union all select payment, target, target_purpose, buy_asset, amount from paid
), expected as (
  select 'hold' as what, leg.* from leg
  union all
  select 'transfer', leg.* from leg join paid on paid.payment = leg.payment and paid.transfer is not null
), moved as (
  select 'hold' as what, paid.payment, l.account_id, l.amount from paid join hold_leg l on l.hold_id = paid.hold
  union all
  select 'transfer', paid.payment, e.account_id, e.amount from paid join entry e on e.transfer_id = paid.transfer
), found as (
  select m.what, m.payment, case when a.owner = 'system' then 0 else coalesce(q.merged_into, q.id) end as owner, a.purpose, a.asset, m.amount
  from moved m
  join account a on a.id = m.account_id
  left join person q on q.public_id = a.owner
)
select format('payment %s of %s: the %s has %s for the %s of the %s in %s, and was to have %s', one.payment,
              (select reference from paid where paid.payment = one.payment), one.what, coalesce(f.amount, 0), one.purpose,
              case one.owner when 0 then 'house' else 'person' end, one.asset, coalesce(x.amount, 0)) as detail
from (
  select what, payment, owner, purpose, asset from expected union select what, payment, owner, purpose, asset from found
) one
left join expected x on (x.what, x.payment, x.owner, x.purpose, x.asset) = (one.what, one.payment, one.owner, one.purpose, one.asset)
left join found f on (f.what, f.payment, f.owner, f.purpose, f.asset) = (one.what, one.payment, one.owner, one.purpose, one.asset)
where x.amount is distinct from f.amount;
