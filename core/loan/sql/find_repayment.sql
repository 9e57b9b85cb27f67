-- What a button has repaid already.
-- $1 quote
select r.loan, r.kind, r.principal::text, r.interest::text, r.fee_returned::text, r.paid_on::text, r.key
from loan_repayment r
where r.quote = $1
