-- Savings never fall below zero, and may not.
-- Range: account, $1 < id ≤ $2
select format('the savings in account %s are %s, and may fall to %s', id, credits_posted - debits_posted, floor) as detail
from account
where id > $1 and id <= $2 and purpose = 'savings' and (credits_posted - debits_posted < 0 or floor is distinct from 0);
