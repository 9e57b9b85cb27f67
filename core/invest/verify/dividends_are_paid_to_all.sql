-- Of a dividend that is paid nobody's share is left; none is paid before it is recorded.
-- Range: dividend, $1 < id ≤ $2
select format('dividend %s is %s: %s shares are paid, %s are not', d.reference, d.state, count(s.transfer),
              count(*) filter (where s.transfer is null and s.amount > 0)) as detail
from dividend d
join dividend_share s on s.dividend = d.id
where d.id > $1 and d.id <= $2
group by d.id
having d.state = 'paid' and count(*) filter (where s.transfer is null and s.amount > 0) > 0
  or d.state not in ('recorded', 'paid') and count(s.transfer) > 0;
