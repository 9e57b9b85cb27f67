-- Authors who have tips that they were not told of for a while, and were told nothing a moment ago.
-- $1 settled before, $2 last told before, $3 limit
select coalesce(p.merged_into, p.id) as author
from tip t join person p on p.id = t.author
where t.told_at is null and t.settled_at <= $1 and t.state in ('settled', 'claimable')
  and not exists (select from tip_person told where told.person = coalesce(p.merged_into, p.id) and told.told_at > $2)
group by coalesce(p.merged_into, p.id)
order by min(t.settled_at)
limit $3
