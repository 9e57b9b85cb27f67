-- Whom of these people a post belongs to by purchase, or will when their payment has settled.
-- $1 posts and $2 people, side by side
select asked.post, asked.person, bool_or(e.entitles) as has, bool_or(e.state = 'authorized') as under_way
from unnest($1::bigint[], $2::bigint[]) as asked (post, person)
join paywall_entitlement e on e.post = asked.post and e.person = asked.person
group by asked.post, asked.person
