-- Runs as they are, with what became of the payment before each of them; null where the order was resumed since.
-- $1 runs
select r.id, r.standing_order, r.date, r.due_at, r.missed, r.state, r.failures, r.payment, r.delivery, r.told_retry_at,
  (
    select x.state from standing_run b join payment_outcome x on x.reference = b.payment
    where b.standing_order = r.standing_order and b.id < r.id and b.state = 'placed'
      and not exists (
        select from standing_act a where a.standing_order = b.standing_order and a.act = 'resume' and a.created_at >= b.ended_at
      )
    order by b.id desc limit 1
  ) as before
from standing_run r
where r.id = any($1::bigint[])
order by r.id
