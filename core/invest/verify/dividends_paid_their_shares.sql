-- A share that was paid went from the cash desk to the wallet of whoever its account's owner has become, once; of a dividend that is paid all are;
-- and no other transfer calls itself one.
-- Range: transfer, $1 < id ≤ $2
select format('transfer %s (%s) is no share of a dividend', t.id, t.key) as detail
from transfer t
where t.id > $1 and t.id <= $2 and t.code = 'dividend' and not exists (select from dividend_share s where s.transfer = t.id)
union all
select format('dividend %s: the share of account %s is not paid by transfer %s', d.reference, s.account, s.transfer)
from dividend_share s
join dividend d on d.id = s.dividend
join account held on held.id = s.account
join person holder on holder.public_id = held.owner
where s.transfer > $1 and s.transfer <= $2 and (
  select count(*) from entry e
  join account a on a.id = e.account_id
  left join person p on p.public_id = a.owner
  where e.transfer_id = s.transfer and a.asset = d.currency and (
    a.owner = 'system' and a.purpose = 'cash_desk' and e.amount = -s.amount
    or a.purpose = 'wallet' and coalesce(p.merged_into, p.id) = coalesce(holder.merged_into, holder.id) and e.amount = s.amount
  )
) <> 2;
