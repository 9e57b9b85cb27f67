-- No order is passed over: whose date has come has a run before another order gets one ten minutes later, for longer than a sweep takes.
-- Range: standing_order, $1 < id ≤ $2
with latest as (
  select max(created_at) as at from standing_run
)
select format('%s was due at %s and has no run', o.reference, o.next_at) as detail
from standing_order o, latest
where o.id > $1 and o.id <= $2 and o.next_at is not null
  and exists (
    select from standing_run r
    where r.created_at > o.next_at + interval '10 minutes' and r.created_at < latest.at - interval '10 minutes' and r.why is distinct from 'asked'
  )
order by o.id;
