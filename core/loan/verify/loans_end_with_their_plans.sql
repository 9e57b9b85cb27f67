-- A loan is active as long as something of its plan is open, and not longer.
-- Range: loan, $1 < id ≤ $2
select format('%s is %s, and %s of its instalments are open', l.reference, l.state, p.open) as detail
from loan l
join lateral (select count(*) as open from loan_instalment where loan = l.id and state = 'open') p on true
where l.id > $1 and l.id <= $2 and (l.state = 'active') <> (p.open > 0);
