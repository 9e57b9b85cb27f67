-- A floor that was changed is the one that it was last changed to, and each change began with what the one before had set.
-- Range: account, $1 < id ≤ $2
select format('account %s has the floor %s, and was given %s', a.id, a.floor, c.floor) as detail
from account a
cross join lateral (select floor from account_floor where account_id = a.id order by id desc limit 1) c
where a.id > $1 and a.id <= $2 and a.floor is distinct from c.floor
union all
select format('the floor of account %s was changed from %s, and had been %s', c.account_id, c.floor_before, c.floor)
from (
  select account_id, floor_before, lag(floor) over (partition by account_id order by id) as floor
  from account_floor where account_id > $1 and account_id <= $2
) c
where c.floor is not null and c.floor <> c.floor_before;
