-- Every transfer with a code of savings was set aside or taken back by its owner.
-- Range: transfer, $1 < id ≤ $2
select format('transfer %s (%s) moved savings for nobody', t.id, t.key) as detail
from transfer t
where t.id > $1 and t.id <= $2 and t.code in ('save', 'unsave') and not exists (select from savings_move m where m.transfer = t.id);
