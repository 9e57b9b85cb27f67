-- What was repaid at one time is what the instalments come to that it paid, which are its loan's.
-- Range: loan_repayment, $1 < id ≤ $2
select format('repayment %s of %s is %s and %s interest, and paid instalments of %s and %s', r.id, l.reference, r.principal, r.interest,
              coalesce(i.principal, 0), coalesce(i.interest, 0)) as detail
from loan_repayment r
join loan l on l.id = r.loan
left join lateral (
  select sum(principal) as principal, sum(interest) as interest, bool_and(loan = r.loan) as of_its_loan, count(*) as rows
  from loan_instalment where repayment = r.id
) i on true
where r.id > $1 and r.id <= $2
  and ((i.principal, i.interest, i.of_its_loan) is distinct from (r.principal, r.interest, true) or r.kind = 'automatic' and i.rows <> 1);
