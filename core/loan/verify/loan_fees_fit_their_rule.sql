-- Of a loan's fee has come back what its rule says, reckoned anew from the revisions of its plan (core/loan/rules.ts): all of it upon withdrawal;
-- otherwise, in the sum of all that was repaid early, the fee of the time for which it was, rounded up; and never more than the fee.
-- Range: loan, $1 < id ≤ $2
with early as (
  select l.id as loan, l.reference, l.fee, r.id, r.kind, r.fee_rule,
    -- A share of the fee: the principal that was still to come, each part for the days until the plan's end, before less after. The scale is
    -- what numeric divides to.
    1.000000000000000000000000 * coalesce(before.principal * (before.until - i.due_on), 0)
      - coalesce(after.principal * (after.until - i.due_on), 0) as days,
    agreed.principal * (term.until - l.started_on) as days_agreed
  from loan l
  join loan_instalment i on i.loan = l.id and i.kind = 'early'
  join loan_repayment r on r.id = i.repayment
  join lateral (
    select sum(principal) as principal, max(due_on) as until
    from loan_instalment where loan = l.id and kind = 'planned' and revision = i.revision - 1 and due_on > i.due_on
  ) before on true
  join lateral (
    select sum(principal) as principal, max(due_on) as until
    from loan_instalment where loan = l.id and kind = 'planned' and revision = i.revision
  ) after on true
  join lateral (
    select sum(principal) as principal from loan_instalment where loan = l.id and kind = 'planned' and revision = 1 and due_on > i.due_on
  ) agreed on true
  join lateral (select max(due_on) as until from loan_instalment where loan = l.id and revision = 1) term on true
  where l.id > $1 and l.id <= $2
), owed as (
  select e.*, (select sum(fee_returned) from loan_repayment where loan = e.loan and id <= e.id) as returned,
    sum(coalesce(fee * days / nullif(days_agreed, 0), 0)) over (partition by loan order by id) as share
  from early e
)
select format('%s: by repayment %s %s of its fee of %s has come back, and about %s is right', reference, id, returned, fee,
              case kind when 'withdrawal' then fee else round(share, 2) end) as detail
from owed
where fee_rule = 1
  -- What is a hair's breadth from a whole unit may be either.
  and not returned between case kind when 'withdrawal' then fee else least(fee, ceil(share - 1e-12)) end
    and case kind when 'withdrawal' then fee else least(fee, ceil(share + 1e-12)) end;
