-- The floor of a wallet is its owner's credit line. After a tier has changed, floors follow within minutes; until then they are left out.
-- Range: account, $1 < id ≤ $2
select format('account %s may fall to %s, and the credit line of %s is %s', a.id, a.floor, p.public_id, l.line) as detail
from account a
join person p on p.public_id = a.owner and p.merged_into is null
join credit_line l on l.owner = a.owner and l.asset = a.asset
where a.id > $1 and a.id <= $2 and a.purpose = 'wallet' and a.floor is distinct from -l.line
  and not exists (select from credit_tier t where t.asset = a.asset and t.applied_at is null);
