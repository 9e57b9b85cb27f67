-- To whom of these people a post is open, by purchase or while they have subscribed to its seller; or will be when their payment has settled.
-- $1 posts and $2 people, side by side; $3 now
select asked.post, asked.person,
  exists (select from paywall_entitlement e where e.post = asked.post and e.person = asked.person and e.entitles)
    or exists (
      select from paywall_post p
      join person s on s.id = p.seller
      join subscription own on own.subscriber in (select q.id from person q where q.id = asked.person or q.merged_into = asked.person)
      join subscription_access a on a.subscription = own.id and a.creator = coalesce(s.merged_into, s.id)
      where p.id = asked.post and a.begins_at <= $3 and $3 < a.until
    ) as has,
  exists (
    select from paywall_entitlement e where e.post = asked.post and e.person = asked.person and e.state = 'authorized'
  ) as under_way
from unnest($1::bigint[], $2::bigint[]) as asked (post, person)
