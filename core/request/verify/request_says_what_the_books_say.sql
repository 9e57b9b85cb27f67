-- What a request says is paid, and was given back, is what the transfers of its payments and of their refunds moved.
-- Range: request, $1 < id ≤ $2
select format('request %s says that %s is paid and %s was given back, and by the books it is %s and %s',
  r.reference, said.paid, said.given_back, moved.paid - moved.given_back, moved.given_back) as detail
from request r
join lateral (select sum(s.paid) as paid, sum(s.given_back) as given_back from request_state s where s.request = r.id) said on true
join lateral (
  select coalesce(sum(e.amount) filter (where t.code <> 'refund'), 0) as paid, coalesce(sum(e.amount) filter (where t.code = 'refund'), 0) as given_back
  from request_share s
  join request_payment placed on placed.share = s.id
  join payment_order o on o.reference = placed.reference
  join payment p on p.payment_order = o.id and p.state in ('settled', 'claimable')
  join lateral (select p.transfer union all select f.transfer from refund f where f.payment = p.id) moving on true
  join transfer t on t.id = moving.transfer
  join entry e on e.transfer_id = t.id and e.amount > 0
  join account a on a.id = e.account_id and a.asset = r.asset
  where s.request = r.id
) moved on true
where r.id > $1 and r.id <= $2 and (said.paid, said.given_back) is distinct from (moved.paid - moved.given_back, moved.given_back)
order by r.id;
