-- Whether dues may be paid, after they have been locked.
-- $1 dues
select
  d.id, d.asset, d.amount, r.closed_at is not null as is_closed,
  coalesce(debtor.merged_into, debtor.id) as debtor, coalesce(creditor.merged_into, creditor.id) as creditor,
  exists (
    select from payment_outcome o where o.reference = d.payment and o.state in ('authorized', 'settled', 'claimable')
  ) as is_paid
from tab_due d
join tab_round r on r.id = d.round
join tab_member owing on owing.id = d.debtor
join tab_member owed on owed.id = d.creditor
left join person debtor on debtor.id = owing.person
left join person creditor on creditor.id = owed.person
where d.id = any($1::bigint[])
