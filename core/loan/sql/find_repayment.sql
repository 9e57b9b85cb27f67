-- What a button has repaid already, or an event.
-- $1 quote, $2 key
select r.loan, r.kind, r.principal::text, r.interest::text, r.fee_returned::text, r.paid_on::text, r.quote
from loan_repayment r
where r.quote = $1 or r.key = $2
