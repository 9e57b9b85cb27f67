-- What payments' transfers were for: into escrow, out of it, or from payer to payee.
-- $1 transfers
select asked.transfer, o.reference, o.memo, o.payer, p.payee
from unnest($1::bigint[]) as asked (transfer)
join payment p on p.id = coalesce(
  (select id from payment where transfer = asked.transfer),
  (select id from payment where escrow_transfer = asked.transfer)
)
join payment_order o on o.id = p.payment_order
