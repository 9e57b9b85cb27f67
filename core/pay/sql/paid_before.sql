-- Whom of these people somebody has paid before, each under any of the persons that turned out to be one.
-- $1 payer, $2 payees
select asked.id as payee
from unnest($2::bigint[]) as asked (id)
join person named on named.id = asked.id
where exists (
  select from payment_order o
  join payment p on p.payment_order = o.id
  join person payee on payee.id = p.payee
  where o.payer in (select id from person where id = $1 or merged_into = $1)
    and coalesce(payee.merged_into, payee.id) = coalesce(named.merged_into, named.id)
    and p.state in ('authorized', 'settled', 'claimable', 'reversed')
)
