-- An order that has ended or is paused pays nothing and waits for nothing; one that goes on has a date to come, or a run that is still tried.
-- Range: standing_order, $1 < id ≤ $2
select format('%s is %s and still tries %s', o.reference, o.state, r.date) as detail
from standing_order o join standing_run r on r.standing_order = o.id
where o.id > $1 and o.id <= $2 and o.state <> 'active' and r.state = 'due'
union all
select format('%s ended at %s and ran for %s at %s', o.reference, o.ended_at, r.date, r.created_at)
from standing_order o join standing_run r on r.standing_order = o.id
where o.id > $1 and o.id <= $2 and o.state = 'ended' and r.created_at > o.ended_at
union all
select format('%s goes on, and has neither a date to come nor a run', o.reference)
from standing_order o
where o.id > $1 and o.id <= $2 and o.state = 'active' and o.next_at is null
  and not exists (select from standing_run r where r.standing_order = o.id and r.state = 'due');
