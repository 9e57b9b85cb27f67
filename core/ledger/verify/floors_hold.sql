-- Nothing available is below its floor.
-- Range: account, $1 < id ≤ $2
select format('account %s has %s available, its floor is %s', id, credits_posted - debits_posted - debits_pending, floor) as detail
from account
where id > $1 and id <= $2 and credits_posted - debits_posted - debits_pending < floor;
