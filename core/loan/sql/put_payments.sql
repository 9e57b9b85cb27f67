-- What is to be paid of a loan, and what was repaid early of it.
-- $1 loan, $2 revision, $3 repayment of what is paid already; of each: $4 month, $5 kind, $6 due on, $7 due at, $8 principal, $9 interest
insert into loan_instalment (loan, revision, month, kind, due_on, due_at, principal, interest, try_at, state, repayment)
select $1, $2, p.month, p.kind, p.due_on, p.due_at, p.principal, p.interest, p.due_at,
  case p.kind when 'early' then 'paid' else 'open' end, case p.kind when 'early' then $3::bigint end
from unnest($4::int[], $5::text[], $6::date[], $7::timestamptz[], $8::numeric[], $9::numeric[])
  as p(month, kind, due_on, due_at, principal, interest)
