-- Every transfer with the code of refunds is a refund's.
-- Range: transfer, $1 < id ≤ $2
select format('transfer %s (%s) is the refund of no payment', t.id, t.key) as detail
from transfer t
where t.id > $1 and t.id <= $2 and t.verb in ('post', 'reverse') and t.code = 'refund'
  and not exists (select from refund r where r.transfer = t.id)
order by t.id;
