-- Subscriptions that have not ended, of one person to one creator: of these pairs, side by side, as the persons that they have turned out to be.
-- $1 creators, $2 subscribers
select coalesce(c.merged_into, c.id) as creator, coalesce(b.merged_into, b.id) as subscriber, min(s.id) as subscription, max(s.next_at) as until
from subscription s
join subscription_tier t on t.id = s.tier
join person c on c.id = t.creator
join person b on b.id = s.subscriber
where s.state <> 'ended'
  and s.subscriber in (select q.id from person q where q.id = any($2::bigint[]) or q.merged_into = any($2::bigint[]))
  and (coalesce(c.merged_into, c.id), coalesce(b.merged_into, b.id)) in (select * from unnest($1::bigint[], $2::bigint[]))
group by 1, 2
