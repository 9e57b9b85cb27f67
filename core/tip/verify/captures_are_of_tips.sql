-- Every capture with the code of tips is a tip's.
-- Range: transfer, $1 < id ≤ $2
select format('transfer %s (%s) captured hold %s of no tip', t.id, t.key, t.hold_id) as detail
from transfer t
where t.id > $1 and t.id <= $2 and t.verb = 'capture' and t.code = 'tip'
  and not exists (select from tip p where p.transfer = t.id)
order by t.id;
