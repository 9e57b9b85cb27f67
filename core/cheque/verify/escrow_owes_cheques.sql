-- What is owed from escrow to those who will cash open cheques, or to their writers.
-- Range: cheque, $1 < id ≤ $2
-- Tally: escrow_owes_what_it_holds
select 'escrow_cheque ' || asset as subject, 0 as has, sum(amount) as owes
from cheque
where id > $1 and id <= $2 and state = 'open'
group by asset;
