-- Nobody pays for a post that they have, or that they are paying for. Two buyers who turned out to be one person each had paid by then.
-- Range: paywall_post, $1 < id ≤ $2
select format('person %s paid for %s by %s', u.buyer, p.reference, string_agg(u.reference, ' and ' order by u.reference)) as detail
from paywall_post p
join paywall_purchase u on u.post = p.id
join paywall_entitlement e on e.reference = u.reference and (e.entitles or e.state = 'authorized')
where p.id > $1 and p.id <= $2
group by p.id, u.buyer
having count(*) > 1;
