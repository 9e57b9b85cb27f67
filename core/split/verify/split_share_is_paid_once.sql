-- Of a share no more is paid and kept, or on its way, than it is, and all of it to whoever has paid the bill; and it says what the transfers of its
-- payments and of their refunds moved.
-- Range: split, $1 < id ≤ $2
select format('share %s of %s is %s and says %s paid, %s given back; by the books %s went to its owner and %s came back, and %s is on its way',
  v.id, s.reference, v.amount, v.paid, v.given_back, moved.paid, moved.given_back, coalesce(placed.under_way, 0)) as detail
from split s
join split_share_view v on v.split = s.id
left join lateral (
  select bool_and(coalesce(payee.merged_into, payee.id) = coalesce(owner.merged_into, owner.id) and o.asset = s.asset) as is_its_own,
    sum(p.amount) filter (where p.state = 'authorized') as under_way
  from split_act act
  join payment_order o on o.reference = act.payment
  join payment p on p.payment_order = o.id
  join person payee on payee.id = p.payee
  join person owner on owner.id = s.owner
  where act.share = v.id
) placed on true
left join lateral (
  select coalesce(sum(e.amount) filter (where t.code <> 'refund'), 0) as paid, coalesce(sum(e.amount) filter (where t.code = 'refund'), 0) as given_back
  from split_act act
  join payment_order o on o.reference = act.payment
  join payment p on p.payment_order = o.id and p.state in ('settled', 'claimable')
  join lateral (select p.transfer union all select f.transfer from refund f where f.payment = p.id) moving on true
  join transfer t on t.id = moving.transfer
  join entry e on e.transfer_id = t.id and e.amount > 0
  join account a on a.id = e.account_id and a.asset = s.asset
  where act.share = v.id
) moved on true
where s.id > $1 and s.id <= $2 and v.split > $1 and v.split <= $2
  and (v.paid + coalesce(placed.under_way, 0) > v.amount
    or (v.paid, v.given_back) is distinct from (moved.paid - moved.given_back, moved.given_back)
    or placed.is_its_own = false)
order by v.id;
