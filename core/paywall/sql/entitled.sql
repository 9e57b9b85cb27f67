-- To whom of these people a post is open, by purchase or while they have subscribed to its seller; or will be when their payment has settled.
-- $1 posts and $2 people, side by side; $3 now
select asked.post, asked.person,
  coalesce(bought.has, false) or exists (
    select from paywall_post p
    join person s on s.id = p.seller
    join subscription own on own.subscriber = any(self.ids)
    join subscription_access a on a.subscription = own.id and a.creator = coalesce(s.merged_into, s.id)
    where p.id = asked.post and a.begins_at <= $3 and $3 < a.until
  ) as has,
  coalesce(bought.under_way, false) as under_way
from unnest($1::bigint[], $2::bigint[]) as asked (post, person)
cross join lateral (select array(select q.id from person q where q.id = asked.person or q.merged_into = asked.person) as ids) self
cross join lateral (
  select bool_or(e.entitles) as has, bool_or(e.state = 'authorized') as under_way
  from paywall_purchase u
  join paywall_entitlement e on e.reference = u.reference
  where u.post = asked.post and u.buyer = any(self.ids)
) bought
