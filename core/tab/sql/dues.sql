-- What a round proposes.
-- $1 round
select d.id, d.debtor, d.creditor, d.asset, d.amount, d.payment, o.state, r.tab, r.delivery
from tab_due d
join tab_round r on r.id = d.round
left join payment_outcome o on o.reference = d.payment
where d.round = $1
order by d.id
