-- The bank's interest income is what accounts were charged (core/interest/verify), and what was repaid of loans as interest.
-- Range: loan_repayment, $1 < id ≤ $2
-- Tally: interest_is_booked
select 'interest_income ' || l.asset as subject, 0 as has, sum(r.interest) as owes
from loan_repayment r
join loan l on l.id = r.loan
where r.id > $1 and r.id <= $2
group by l.asset;
