-- The newest tabs on which somebody is, or was, each with its open round of settling up.
-- $1 person, as they have turned out to be
select distinct t.id, r.reference as round
from tab_member m
join person named on named.id = m.person
join tab t on t.id = m.tab
left join tab_round r on r.tab = t.id and r.closed_at is null
where coalesce(named.merged_into, named.id) = $1
order by t.id desc
limit 50
