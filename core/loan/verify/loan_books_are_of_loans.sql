-- The fees of loans that were paid out, and what was given up.
-- Range: loan, $1 < id ≤ $2
-- Tally: loan_fees_and_losses_are_booked
select 'loan_fees ' || asset as subject, 0 as has, sum(fee) as owes
from loan where id > $1 and id <= $2 and accepted_at is not null and fee > 0
group by asset
union all
select 'loan_losses ' || asset, 0, -sum(lost)
from loan where id > $1 and id <= $2 and lost is not null
group by asset;
