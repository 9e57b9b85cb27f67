-- A loan that was accepted was paid out by exactly its postings: out of its own account, into its person's wallet and the bank's fees. People
-- count as whom they were merged into; 0 is the bank.
-- Range: loan, $1 < id ≤ $2
with lent as (
  select l.*, coalesce(p.merged_into, p.id) as owner from loan l join person p on p.id = l.person
  where l.id > $1 and l.id <= $2 and l.accepted_at is not null
), expected as (
  select id, 0 as owner, 'loan' as purpose, -amount as amount from lent
  union all select id, owner, 'wallet', amount - fee from lent
  union all select id, 0, 'loan_fees', fee from lent where fee > 0
), found as (
  select l.id, case when q.id is null then 0 else coalesce(q.merged_into, q.id) end as owner, a.purpose, e.amount
  from lent l
  join entry e on e.transfer_id = l.transfer
  join transfer t on t.id = e.transfer_id and t.code = 'loan'
  join account a on a.id = e.account_id and a.asset = l.asset and (a.purpose <> 'loan' or a.owner = l.reference)
  left join person q on q.public_id = a.owner
)
select format('%s: the %s has %s of its payout, and was to have %s', (select reference from lent where lent.id = one.id), one.purpose,
              coalesce(f.amount, 0), coalesce(x.amount, 0)) as detail
from (select id, owner, purpose from expected union select id, owner, purpose from found) one
left join expected x on (x.id, x.owner, x.purpose) = (one.id, one.owner, one.purpose)
left join found f on (f.id, f.owner, f.purpose) = (one.id, one.owner, one.purpose)
where x.amount is distinct from f.amount;
