-- What was set aside or taken back has its transfer between the wallet and the savings of that person, as whom they were merged into.
-- Range: savings_move, $1 < id ≤ $2
select format('%s: no transfer of %s %s between wallet and savings (transfer %s)', m.reference, m.amount, m.asset, m.transfer) as detail
from savings_move m
join person p on p.id = m.person
where m.id > $1 and m.id <= $2
  and (
    select count(*) from entry e
    join account a on a.id = e.account_id
    join person o on o.public_id = a.owner
    join transfer t on t.id = e.transfer_id
    where e.transfer_id = m.transfer and t.code = m.direction and a.asset = m.asset
      and coalesce(o.merged_into, o.id) = coalesce(p.merged_into, p.id)
      and e.amount = case when (a.purpose = 'savings') = (m.direction = 'save') then m.amount else -m.amount end
      and a.purpose in ('wallet', 'savings')
  ) <> 2
order by m.id;
