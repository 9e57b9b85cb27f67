-- What was repaid has exactly its postings: out of its person's wallet, principal into the loan's own account, interest into the bank's income; a
-- fee that came back out of the bank's fees. People count as whom they were merged into; 0 is the bank.
-- Range: loan_repayment, $1 < id ≤ $2
with repaid as (
  select r.*, l.reference, l.asset, coalesce(p.merged_into, p.id) as owner
  from loan_repayment r join loan l on l.id = r.loan join person p on p.id = l.person
  where r.id > $1 and r.id <= $2
), expected as (
  select id, owner, 'wallet' as purpose, fee_returned - principal - interest as amount from repaid
  union all select id, 0, 'loan', principal from repaid where principal > 0
  union all select id, 0, 'interest_income', interest from repaid where interest > 0
  union all select id, 0, 'loan_fees', -fee_returned from repaid where fee_returned > 0
), found as (
  select r.id, case when q.id is null then 0 else coalesce(q.merged_into, q.id) end as owner, a.purpose, e.amount
  from repaid r
  join entry e on e.transfer_id = r.transfer
  join transfer t on t.id = e.transfer_id and t.code = 'repay'
  join account a on a.id = e.account_id and a.asset = r.asset and (a.purpose <> 'loan' or a.owner = r.reference)
  left join person q on q.public_id = a.owner
)
select format('repayment %s of %s: the %s has %s, and was to have %s', one.id, (select reference from repaid where repaid.id = one.id), one.purpose,
              coalesce(f.amount, 0), coalesce(x.amount, 0)) as detail
from (select id, owner, purpose from expected union select id, owner, purpose from found) one
left join expected x on (x.id, x.owner, x.purpose) = (one.id, one.owner, one.purpose)
left join found f on (f.id, f.owner, f.purpose) = (one.id, one.owner, one.purpose)
where x.amount is distinct from f.amount;
