-- Orders as they are, each side as the person that it has turned out to be: with the last date that anything was done about, and
-- whether one is still tried.
-- $1 orders
select o.id, o.reference, o.asset, o.amount::text as amount, o.memo, o.origin, o.zone, o.starts, o.repeat, o.state, o.why, o.next_date, o.next_at,
  (select coalesce(p.merged_into, p.id) from person p where p.id = o.payer) as payer,
  (select coalesce(p.merged_into, p.id) from person p where p.id = o.payee) as payee,
  (select max(r.date) from standing_run r where r.standing_order = o.id) as last_date,
  exists (select from standing_run r where r.standing_order = o.id and r.state = 'due') as is_trying
from standing_order o
where o.id = any($1::bigint[])
order by o.id
