-- Every asset sums to zero over all accounts: money is moved, never made or lost.
-- Range: account, $1 < id ≤ $2
-- Tally: assets_sum_to_zero
select asset as subject, sum(credits_posted) as has, sum(debits_posted) as owes
from account
where id > $1 and id <= $2
group by asset
union all
select asset || ' on hold', sum(credits_pending), sum(debits_pending)
from account
where id > $1 and id <= $2
group by asset;
