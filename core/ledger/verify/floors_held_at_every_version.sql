-- No entry ever took a balance below the floor that its account had then. What a hold had reserved under an earlier floor may still go.
-- Range: transfer, $1 < id ≤ $2
select format('account %s was at %s at version %s, its floor is %s', e.account_id, e.balance, e.version, f.floor) as detail
from entry e
join account a on a.id = e.account_id
join transfer t on t.id = e.transfer_id
cross join lateral (
  select least(
    coalesce(
      (select c.floor from account_floor c where c.account_id = a.id and c.version < e.version order by c.id desc limit 1),
      (select c.floor_before from account_floor c where c.account_id = a.id order by c.id limit 1),
      a.floor),
    (select min(c.floor_before) from account_floor c
      where t.verb = 'capture' and c.account_id = a.id and c.version < e.version
        and c.created_at >= (select h.created_at from transfer h where h.id = t.hold_id))) as floor
) f
where e.transfer_id > $1 and e.transfer_id <= $2 and e.amount < 0 and e.balance < f.floor;
