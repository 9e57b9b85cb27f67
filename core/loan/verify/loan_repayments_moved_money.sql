-- What was repaid has exactly its postings: out of its person's wallet, principal into the loan's own account, interest into the bank's income. A
-- fee that came back has its own, out of the bank's fees; by the rule of before it was netted. People count as whom they were merged into; 0 is
-- the bank.
-- Range: loan_repayment, $1 < id ≤ $2
with repaid as (
  select r.*, case r.fee_rule when 0 then r.fee_returned else 0 end as netted, l.reference, l.asset, coalesce(p.merged_into, p.id) as owner
  from loan_repayment r join loan l on l.id = r.loan join person p on p.id = l.person
  where r.id > $1 and r.id <= $2
), expected as (
  select id, 'repayment' as what, owner, 'wallet' as purpose, netted - principal - interest as amount from repaid
  union all select id, 'repayment', 0, 'loan', principal from repaid where principal > 0
  union all select id, 'repayment', 0, 'interest_income', interest from repaid where interest > 0
  union all select id, 'repayment', 0, 'loan_fees', -netted from repaid where netted > 0
  union all select id, 'fee back', owner, 'wallet', fee_returned from repaid where fee_returned > netted
  union all select id, 'fee back', 0, 'loan_fees', -fee_returned from repaid where fee_returned > netted
), found as (
  select r.id, case t.code when 'repay' then 'repayment' else 'fee back' end as what, case when q.id is null then 0 else coalesce(q.merged_into, q.id) end as owner, a.purpose, e.amount
  from repaid r
  join entry e on e.transfer_id in (r.transfer, r.fee_transfer)
  join transfer t on t.id = e.transfer_id and t.code = case when t.id = r.transfer then 'repay' else 'loan_fee' end
  join account a on a.id = e.account_id and a.asset = r.asset and (a.purpose <> 'loan' or a.owner = r.reference)
  left join person q on q.public_id = a.owner
)
select format('%s %s of %s: the %s has %s, and was to have %s', one.what, one.id, (select reference from repaid where repaid.id = one.id),
              one.purpose, coalesce(f.amount, 0), coalesce(x.amount, 0)) as detail
from (select id, what, owner, purpose from expected union select id, what, owner, purpose from found) one
left join expected x on (x.id, x.what, x.owner, x.purpose) = (one.id, one.what, one.owner, one.purpose)
left join found f on (f.id, f.what, f.owner, f.purpose) = (one.id, one.what, one.owner, one.purpose)
where x.amount is distinct from f.amount;
