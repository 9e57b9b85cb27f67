-- A payment that was captured has a transfer that captured its hold, from its payer to its payee or to escrow; one that has left escrow
-- has a transfer from there to its payee or back. What the payer gives may be of another asset. People count as whom they were merged into.
-- Range: payment_order, $1 < id ≤ $2
with movement as (
  select p.id, p.state, o.asset, p.amount, p.transfer, o.payer as source, case when not p.escrowed then p.payee end as target, p.hold,
    coalesce(x.sell_asset, o.asset) as given_asset, coalesce(x.sell_amount, p.amount) as given
  from payment p
  join payment_order o on o.id = p.payment_order
  left join payment_exchange x on x.payment = p.id
  where p.payment_order > $1 and p.payment_order <= $2 and o.id > $1 and o.id <= $2 and (p.transfer is not null or p.state not in ('authorized', 'voided', 'expired'))
  union all
  select p.id, p.state, o.asset, p.amount, p.escrow_transfer, null, case p.state when 'returned' then o.payer else p.payee end, null,
    o.asset, p.amount
  from payment p
  join payment_order o on o.id = p.payment_order
  where p.payment_order > $1 and p.payment_order <= $2 and o.id > $1 and o.id <= $2 and (p.escrow_transfer is not null or p.escrowed and p.state in ('settled', 'returned'))
), leg as (
  -- A null person stands for the system's escrow.
  select m.*, m.source as person, m.given_asset as of_asset, -m.given as expected from movement m
  union all
  select m.*, m.target, m.asset, m.amount from movement m
), owned as (
  select l.id, a.asset, e.amount, case when a.owner = 'system' and a.purpose = 'escrow' then 0 else coalesce(q.merged_into, q.id) end as person, l.transfer
  from movement l
  join entry e on e.transfer_id = l.transfer
  join account a on a.id = e.account_id
  left join person q on q.public_id = a.owner
)
select format('%s payment %s: no transfer of %s %s %s %s (transfer %s)', l.state, l.id, abs(l.expected), l.of_asset,
              case when l.expected < 0 then 'from' else 'to' end, coalesce(q.public_id, 'escrow'), coalesce(l.transfer::text, 'missing')) as detail
from leg l
left join person q on q.id = l.person
where not exists (
  select from owned x
  where x.id = l.id and x.transfer = l.transfer and x.asset = l.of_asset and x.amount = l.expected
    and x.person = case when l.person is null then 0 else coalesce(q.merged_into, q.id) end
)
union all
select format('%s payment %s has a hold, %s, that transfer %s does not capture', m.state, m.id, m.hold, m.transfer)
from movement m
where m.hold is not null and m.transfer is not null
  and not exists (select from transfer t where t.id = m.transfer and t.hold_id = m.hold and t.verb = 'capture');
