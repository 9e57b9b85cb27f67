-- The cards that offer subscriptions to a seller, where nothing but this post is for sale of theirs: they say whether anything is.
-- $1 seller, $2 post
select c.delivery
from subscription_card c
where c.creator in (select q.id from person q where q.id = $1 or q.merged_into = $1)
  and not exists (
    select from paywall_post p
    where p.seller in (select q.id from person q where q.id = $1 or q.merged_into = $1) and p.withdrawn_at is null and p.id <> $2
  )
order by c.delivery
