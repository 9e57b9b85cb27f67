-- Every transfer with the code of interest was posted as such.
-- Range: transfer, $1 < id ≤ $2
select format('transfer %s (%s) is interest that nobody was owed', t.id, t.key) as detail
from transfer t
where t.id > $1 and t.id <= $2 and t.code = 'interest' and not exists (select from interest_posting p where p.transfer = t.id);
