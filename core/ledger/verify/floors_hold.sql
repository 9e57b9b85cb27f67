-- Nothing available is below its floor, and no entry ever took a balance below it.
-- Range: account, $1 < id ≤ $2; at most $3 rows
select format('account %s has %s available, its floor is %s', id, credits_posted - debits_posted - debits_pending, floor) as detail
from account
where id > $1 and id <= $2 and credits_posted - debits_posted - debits_pending < floor
union all
select format('account %s was at %s at version %s, its floor is %s', e.account_id, e.balance, e.version, a.floor)
from entry e
join account a on a.id = e.account_id
where e.account_id > $1 and e.account_id <= $2 and e.amount < 0 and e.balance < a.floor
limit $3;
