-- What is owed from escrow to the payees of claimable payments.
-- Range: payment, $1 < id ≤ $2
-- Tally: escrow_owes_what_it_holds
select 'escrow ' || o.asset as subject, 0 as has, sum(p.amount) as owes
from payment p
join payment_order o on o.id = p.payment_order
where p.id > $1 and p.id <= $2 and p.state = 'claimable'
group by o.asset;
