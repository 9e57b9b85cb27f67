-- What was repaid.
-- Of each: $1 loan, $2 kind, $3 principal, $4 interest, $5 fee returned, $6 transfer, $7 transfer of the fee or null, $8 key, $9 quote or null,
-- $10 paid on; $11 now
insert into loan_repayment (loan, kind, principal, interest, fee_returned, transfer, fee_transfer, key, quote, paid_on, created_at)
select p.loan, p.kind, p.principal, p.interest, p.fee_returned, p.transfer, p.fee_transfer, p.key, p.quote, p.paid_on, $11
from unnest($1::bigint[], $2::text[], $3::numeric[], $4::numeric[], $5::numeric[], $6::bigint[], $7::bigint[], $8::text[], $9::text[],
    $10::date[])
  as p(loan, kind, principal, interest, fee_returned, transfer, fee_transfer, key, quote, paid_on)
returning id, key
