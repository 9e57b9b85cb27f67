-- What happened to a person's money, newest first: the entries of their wallets, the interest of their savings, and those of everybody who
-- was merged into them, whose closing transfer is left out because the survivor's own line of it says the same. What moves between a wallet
-- and savings is said once, by the wallet.
-- $1 person, $2 limit
select l.event_at as at, l.amount, l.balance, a.asset, a.purpose, l.code, l.transfer
from person owner
join account_balance a on a.owner = owner.public_id and a.purpose in ('wallet', 'savings')
cross join lateral (
  -- Two ways, so that a wallet is read by its keys alone, however much has moved on it.
  (select * from statement_line where a.purpose = 'wallet' and account_id = a.id order by version desc limit $2)
  union all
  (select * from statement_line where a.purpose = 'savings' and account_id = a.id and code = 'interest' order by version desc limit $2)
) l
where (owner.id = $1 or owner.merged_into = $1)
  and not (l.code = 'link' and owner.merged_into is not null)
order by l.transfer desc
limit $2
