-- How many versions of posts somebody has made lately.
-- $1 person, $2 since
select count(*)::int as count
from paywall_post p
join paywall_version v on v.post = p.id
where p.seller = $1 and v.created_at > $2
