-- A loan's plan repays exactly what was lent, each month once; what is given up of it is what was open.
-- Range: loan, $1 < id ≤ $2
select format('%s: %s was lent, and its plan repays %s', l.reference, l.amount, coalesce(p.principal, 0)) as detail
from loan l
left join lateral (select sum(principal) as principal from loan_instalment where loan = l.id and state <> 'superseded') p on true
where l.id > $1 and l.id <= $2
  and coalesce(p.principal, 0) <> case when l.accepted_at is null then 0 else l.amount end
union all
select format('%s: month %s is planned %s times', l.reference, i.month, count(*))
from loan l
join loan_instalment i on i.loan = l.id and i.kind = 'planned' and i.state <> 'superseded'
where l.id > $1 and l.id <= $2
group by l.id, i.month
having count(*) > 1
union all
select format('%s: %s was given up, and %s of its plan is', l.reference, coalesce(l.lost, 0), coalesce(p.lost, 0))
from loan l
left join lateral (select sum(principal) as lost from loan_instalment where loan = l.id and state = 'lost') p on true
where l.id > $1 and l.id <= $2 and coalesce(p.lost, 0) <> coalesce(l.lost, 0);
