-- Interest that was posted has a transfer between the bank's income or expense and an account of the same person, asset and purpose.
-- Range: account, $1 < id ≤ $2
select format('interest of account %s for %s has no transfer of %s (transfer %s)', p.account_id, to_char(p.month, 'YYYY-MM'), p.amount, p.transfer) as detail
from interest_posting p
join account a on a.id = p.account_id
left join person o on o.public_id = a.owner
where p.account_id > $1 and p.account_id <= $2 and p.amount > 0
  and not exists (
    select from entry e
    join account b on b.id = e.account_id
    join person q on q.public_id = b.owner
    join entry f on f.transfer_id = e.transfer_id and f.amount = -e.amount
    join account s on s.id = f.account_id
    join transfer t on t.id = e.transfer_id
    where e.transfer_id = p.transfer and t.code = 'interest' and b.asset = a.asset and b.purpose = a.purpose
      and coalesce(q.merged_into, q.id) = coalesce(o.merged_into, o.id)
      and e.amount = case p.side when 'earned' then p.amount else -p.amount end
      and s.owner = 'system' and s.purpose = case p.side when 'earned' then 'interest_expense' else 'interest_income' end
  );
