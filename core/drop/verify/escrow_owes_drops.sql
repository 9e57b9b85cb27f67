-- What is owed from escrow to those who will take from open drops, or to their givers.
-- Range: money_drop, $1 < id ≤ $2
-- Tally: escrow_owes_what_it_holds
select 'escrow_drop ' || d.asset as subject, 0 as has, sum(s.amount) as owes
from drop_share s
join money_drop d on d.id = s.money_drop
where s.money_drop > $1 and s.money_drop <= $2 and d.id > $1 and d.id <= $2 and d.state = 'open' and s.person is null
group by d.asset;
