-- Shares of a dividend that have not been paid, with whose they are by now.
-- $1 dividend, $2 how many
select s.account, s.units::text, s.amount::text, coalesce(p.merged_into, p.id) as person
from dividend_share s
join account a on a.id = s.account
join person p on p.public_id = a.owner
where s.dividend = $1 and s.transfer is null and s.amount > 0
order by s.account
limit $2
