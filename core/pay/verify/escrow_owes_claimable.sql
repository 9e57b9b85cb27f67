-- What is owed from escrow to the payees of claimable payments.
-- Range: payment_order, $1 < id ≤ $2
-- Tally: escrow_owes_what_it_holds
select 'escrow ' || o.asset as subject, 0 as has, sum(p.amount) as owes
from payment p
join payment_order o on o.id = p.payment_order
where p.payment_order > $1 and p.payment_order <= $2 and o.id > $1 and o.id <= $2 and p.state = 'claimable'
group by o.asset;
