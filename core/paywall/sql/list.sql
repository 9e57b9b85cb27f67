-- What somebody offers and what they have unlocked, the newest first; whoever was merged into them has left them theirs.
-- $1 person, $2 limit of each
with self as materialized (
  select id from person where id = $1 or merged_into = $1
)
(
  select reference, 'offers' as side, id as at
  from paywall_post
  where seller = any(array(select id from self))
  order by id desc
  limit $2
)
union all
(
  select p.reference, 'has', max(o.id)
  from paywall_purchase u
  join paywall_entitlement e on e.reference = u.reference and e.entitles
  join payment_order o on o.reference = u.reference
  join paywall_post p on p.id = u.post
  where u.buyer = any(array(select id from self))
  group by p.id
  order by max(o.id) desc
  limit $2
)
order by side, at desc
