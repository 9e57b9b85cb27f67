-- A person's accounts that bear interest, and those of everybody who was merged into them, whose days are theirs, too.
-- $1 person
select a.id as account, a.asset, a.purpose, a.balance::text, p.id = $1 as own
from person p
join account_balance a on a.owner = p.public_id and a.purpose in ('wallet', 'savings')
where p.id = $1 or p.merged_into = $1
order by a.asset, a.purpose desc, a.id
