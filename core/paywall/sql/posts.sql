-- Posts in their newest versions, with all the cards that show them. After the lock, in a later statement, this is what counts.
-- $1 posts
select
  p.id, p.reference, p.asset, p.delivery, p.withdrawn_key,
  (select coalesce(s.merged_into, s.id) from person s where s.id = p.seller) as seller,
  v.number as version, v.price::text, v.title, v.teaser, v.content, v.file,
  array(select m.delivery from paywall_message m where m.post = p.id order by m.delivery) as messages
from paywall_post p
cross join lateral (select * from paywall_version v where v.post = p.id order by v.number desc limit 1) v
where p.id = any($1::bigint[])
order by p.id
