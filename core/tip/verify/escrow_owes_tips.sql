-- What is owed from escrow to authors who have not come yet.
-- Range: tip, $1 < id ≤ $2
-- Tally: escrow_owes_what_it_holds
select 'escrow_tip ' || asset as subject, 0 as has, sum(amount) as owes
from tip
where id > $1 and id <= $2 and state = 'claimable'
group by asset;
