-- What somebody has taken with all that they ever offered, less what they gave back, by currency.
-- $1 person
select p.asset, sum(e.amount - e.refunded)::text as taken
from paywall_post p
join paywall_entitlement e on e.post = p.id and e.state = 'settled'
where p.seller in (select id from person where id = $1 or merged_into = $1)
group by p.asset
having sum(e.amount - e.refunded) > 0
order by p.asset
