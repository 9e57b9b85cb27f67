-- Tiers, each with its creator as the person that they have turned out to be.
-- $1 tiers, or null; $2 creators, or null: then theirs that are open
select t.id, t.reference, t.asset, t.price::text, t.name, t.closed_at, t.key, coalesce(c.merged_into, c.id) as creator
from subscription_tier t
join person c on c.id = t.creator
where t.id = any($1::bigint[])
  or t.closed_at is null and t.creator in (select p.id from person p where p.id = any($2::bigint[]) or p.merged_into = any($2::bigint[]))
order by t.price, t.id
