-- No entry ever took a balance below its account's floor.
-- Range: transfer, $1 < id ≤ $2
select format('account %s was at %s at version %s, its floor is %s', e.account_id, e.balance, e.version, a.floor) as detail
from entry e
join account a on a.id = e.account_id
where e.transfer_id > $1 and e.transfer_id <= $2 and e.amount < 0 and e.balance < a.floor;
