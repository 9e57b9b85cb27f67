-- The fees that came back to whoever withdrew or repaid early.
-- Range: loan_repayment, $1 < id ≤ $2
-- Tally: loan_fees_and_losses_are_booked
select 'loan_fees ' || l.asset as subject, 0 as has, -sum(r.fee_returned) as owes
from loan_repayment r
join loan l on l.id = r.loan
where r.id > $1 and r.id <= $2 and r.fee_returned > 0
group by l.asset;
