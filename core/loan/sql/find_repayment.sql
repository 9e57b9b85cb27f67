-- What the quotes of an event have repaid already, or a press.
-- $1 key of the event that was answered with them, $2 key of the press
select r.loan, r.kind, r.principal::text, r.interest::text, r.fee_returned::text, r.paid_on::text, r.quote
from loan_repayment r
where r.quote = $1 or r.key = $2
