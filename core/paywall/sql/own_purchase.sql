-- The newest payment by which somebody has a post, as any of the persons that turned out to be them.
-- $1 post, $2 person
select u.reference
from paywall_purchase u
join paywall_entitlement e on e.reference = u.reference
where u.post = $1 and u.buyer in (select id from person where id = $2 or merged_into = $2) and e.entitles
order by e.settled_at desc
limit 1
