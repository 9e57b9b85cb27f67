-- A share is paid at most once, and by a payment of just what it is, to whoever has paid the bill.
-- Range: split, $1 < id ≤ $2
select format('share %s of %s is %s and has payments of %s', share.id, s.reference, share.amount, string_agg(outcome.amount::text, ', ')) as detail
from split s
join split_share share on share.split = s.id
join split_act act on act.share = share.id
join payment_outcome outcome on outcome.reference = act.payment and outcome.state in ('authorized', 'settled', 'claimable')
join person owner on owner.id = s.owner
join person payee on payee.id = outcome.payee
where s.id > $1 and s.id <= $2 and share.split > $1 and share.split <= $2
group by share.id, s.id
having count(*) > 1
  or bool_or(outcome.amount <> share.amount)
  or bool_or(coalesce(payee.merged_into, payee.id) <> coalesce(owner.merged_into, owner.id))
order by share.id;
