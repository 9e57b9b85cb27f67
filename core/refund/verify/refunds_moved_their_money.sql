-- A refund has a transfer that moved its amount from the payee to the payer of its payment, who count as whom they were merged into; where that
-- is a reversal, it undoes the payment's own transfer.
-- Range: payment_order, $1 < id ≤ $2
with given as (
  select r.id, r.amount, r.transfer, o.asset, o.reference, p.transfer as paid_by, payee.id as payee, payer.id as payer
  from payment p
  join payment_order o on o.id = p.payment_order
  join refund r on r.payment = p.id
  join person named_payee on named_payee.id = p.payee
  join person payee on payee.id = coalesce(named_payee.merged_into, named_payee.id)
  join person named_payer on named_payer.id = o.payer
  join person payer on payer.id = coalesce(named_payer.merged_into, named_payer.id)
  where p.payment_order > $1 and p.payment_order <= $2 and o.id > $1 and o.id <= $2
), owned as (
  select g.id, a.asset, e.amount, coalesce(q.merged_into, q.id) as person
  from given g
  join entry e on e.transfer_id = g.transfer
  join account a on a.id = e.account_id
  join person q on q.public_id = a.owner
)
select format('refund %s of %s: transfer %s did not move %s %s from its payee to its payer', g.id, g.reference, g.transfer, g.amount, g.asset) as detail
from given g
where not exists (select from owned x where x.id = g.id and x.asset = g.asset and x.person = g.payee and x.amount = -g.amount)
  or not exists (select from owned x where x.id = g.id and x.asset = g.asset and x.person = g.payer and x.amount = g.amount)
union all
select format('refund %s of %s: transfer %s is %s', g.id, g.reference, g.transfer,
  case when t.verb = 'reverse' then format('the reversal of %s, and its payment was %s', t.reverses, g.paid_by) else coalesce('a ' || t.verb, 'missing') end)
from given g
left join transfer t on t.id = g.transfer
where t.id is null or t.code <> 'refund' or not (t.verb = 'post' or t.verb = 'reverse' and t.reverses = g.paid_by);
