-- What the ledger numbers begins at 1. The lowest number that there is lies below every piece that the audit reads: a row with it, put in by
-- hand, would be in none.
-- Range: none
select format('%s %s was put in by hand: ids begin at 1', x.kind, x.id) as detail
from (
  select 'account' as kind, id from account where id < 1
  union all
  select 'transfer', id from transfer where id < 1
  union all
  select 'transfer of an entry', transfer_id from entry where transfer_id < 1
  union all
  select 'hold', id from hold where id < 1
  union all
  select 'hold of a leg', hold_id from hold_leg where hold_id < 1
  union all
  select 'journal row', id from journal where id < 1
  union all
  select 'seal', number from seal where number < 1
) x
order by x.kind, x.id;
