-- The plans of loans as they are, in the order in which they are paid, with what was repaid.
-- $1 loans
select i.id, i.loan, i.revision, i.month, i.kind, i.due_on::text, i.due_at, i.principal::text, i.interest::text, i.state,
  r.paid_on::text, i.try_at
from loan_instalment i
left join loan_repayment r on r.id = i.repayment
where i.loan = any($1::bigint[]) and i.state <> 'superseded'
order by i.loan, i.due_on, i.month, i.id
