-- What an operator put in went from the cash desk to the wallet of whom it says, and to nobody else. People count as whom they were merged
-- into. Also what shows that a wallet that was paid by nobody else is still its person's.
-- Range: transfer, $1 < id ≤ $2
select format('%s: transfer %s does not move %s %s from the cash desk to the wallet of %s', o.reference, o.transfer, o.amount, o.asset, p.public_id) as detail
from operator_action o
join person p on p.id = o.person
where o.action = 'fund' and o.transfer > $1 and o.transfer <= $2
  and (
    select array_agg(
      a.asset = o.asset and case
        when e.amount = o.amount then a.purpose = 'wallet' and coalesce(q.merged_into, q.id) = coalesce(p.merged_into, p.id)
        else e.amount = -o.amount and a.owner = 'system' and a.purpose = 'cash_desk' end)
    from entry e
    join account a on a.id = e.account_id
    left join person q on q.public_id = a.owner
    where e.transfer_id = o.transfer
  ) is distinct from '{true,true}';
