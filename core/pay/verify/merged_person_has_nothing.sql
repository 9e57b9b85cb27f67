-- Whoever was merged into somebody has no balance and nothing held.
-- Range: account, $1 < id ≤ $2
select p.public_id || ' was merged and has an account with money' as detail
from person p
join account a on a.owner = p.public_id
where a.id > $1 and a.id <= $2 and p.merged_into is not null
  and (a.credits_posted <> a.debits_posted or a.debits_pending <> 0 or a.credits_pending <> 0);
