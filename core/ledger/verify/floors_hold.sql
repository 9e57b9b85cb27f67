-- Nothing available is below its floor; or below what it was when its floor was last raised above that.
-- Range: account, $1 < id ≤ $2
select format('account %s has %s available, its floor is %s', a.id, a.credits_posted - a.debits_posted - a.debits_pending, a.floor) as detail
from account a
left join lateral (select available from account_floor where account_id = a.id order by id desc limit 1) c on true
where a.id > $1 and a.id <= $2
  and a.credits_posted - a.debits_posted - a.debits_pending < least(a.floor, coalesce(c.available, a.floor));
