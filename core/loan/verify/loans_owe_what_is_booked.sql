-- What is outstanding by a loan's plan is what its own account is below zero, which may fall to no less than all that was lent. An offer has no
-- account.
-- Range: loan, $1 < id ≤ $2
select format('%s: %s is outstanding by its plan, and its account has %s and may fall to %s', l.reference, coalesce(p.outstanding, 0),
              coalesce(a.credits_posted - a.debits_posted, 0), a.floor) as detail
from loan l
left join account a on a.owner = l.reference
left join lateral (select sum(principal) as outstanding from loan_instalment where loan = l.id and state = 'open') p on true
where l.id > $1 and l.id <= $2
  and (
    (a.id is not null) <> (l.accepted_at is not null)
    or coalesce(p.outstanding, 0) <> -coalesce(a.credits_posted - a.debits_posted, 0)
    or a.id is not null and (a.purpose, a.asset, a.floor) is distinct from ('loan', l.asset, -l.amount)
  );
