-- The payment of a due is one of its amount, from its debtor to its creditor. People count as whom they were merged into.
-- Range: tab, $1 < id ≤ $2
select format('due %s of round %s is not what %s pays', d.id, r.reference, d.payment) as detail
from tab_round r
join tab_due d on d.round = r.id
where r.tab > $1 and r.tab <= $2 and d.payment is not null
  and not exists (
    select
    from payment_order o
    join payment p on p.payment_order = o.id
    join tab_member debtor on debtor.id = d.debtor
    join tab_member creditor on creditor.id = d.creditor
    join person payer on payer.id = o.payer
    join person payee on payee.id = p.payee
    join person owing on owing.id = debtor.person
    join person owed on owed.id = creditor.person
    where o.reference = d.payment and p.amount = d.amount and o.asset = d.asset
      and coalesce(payer.merged_into, payer.id) = coalesce(owing.merged_into, owing.id)
      and coalesce(payee.merged_into, payee.id) = coalesce(owed.merged_into, owed.id)
  )
order by d.id;
