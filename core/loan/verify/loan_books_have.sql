-- What the bank has earned by fees of loans, and what it has given up of them.
-- Range: account, $1 < id ≤ $2
-- Tally: loan_fees_and_losses_are_booked
select purpose || ' ' || asset as subject, sum(credits_posted - debits_posted) as has, 0 as owes
from account
where id > $1 and id <= $2 and owner = 'system' and purpose in ('loan_fees', 'loan_losses')
group by purpose, asset;
