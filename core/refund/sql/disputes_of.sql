-- The disputes of payments, oldest first, as they stand. Whoever wants to change one holds the payments' locks.
-- $1 payments
select d.id, d.reference, d.payment, d.state, d.deliveries,
  (select step from dispute_step s where s.dispute = d.id order by s.id desc limit 1) as last_step
from dispute d
where d.payment = any($1::bigint[])
order by d.id
