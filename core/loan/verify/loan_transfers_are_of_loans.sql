-- Every transfer with a code of loans was made by one.
-- Range: transfer, $1 < id ≤ $2
select format('transfer %s (%s) is a %s of no loan', t.id, t.key, t.code) as detail
from transfer t
where t.id > $1 and t.id <= $2 and t.verb = 'post' and t.code in ('loan', 'repay', 'loan_fee', 'write_off')
  and not exists (select from loan l where l.transfer = t.id and t.code = 'loan')
  and not exists (select from loan_repayment r where r.transfer = t.id and t.code = 'repay')
  and not exists (select from loan_repayment r where r.fee_transfer = t.id and t.code = 'loan_fee')
  and not exists (select from loan l where l.loss_transfer = t.id and t.code = 'write_off');
