-- Instalments that were paid, each by its repayment.
-- $1 instalments, $2 repayments
update loan_instalment i set state = 'paid', repayment = p.repayment
from unnest($1::bigint[], $2::bigint[]) as p(id, repayment)
where i.id = p.id and i.state = 'open'
returning i.id
