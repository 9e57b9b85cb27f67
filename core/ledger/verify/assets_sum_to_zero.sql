-- Every asset sums to zero over all accounts: money is moved, never made or lost.
select format('%s sums to %s', asset, sum(credits_posted - debits_posted)) as detail
from account
group by asset
having sum(credits_posted - debits_posted) <> 0 or sum(credits_pending - debits_pending) <> 0;
