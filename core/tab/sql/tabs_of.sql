-- The newest tabs on which somebody is, or was, each with its open round of settling up.
-- $1 person, as they have turned out to be
select t.id, r.reference as round
from tab t
left join tab_round r on r.tab = t.id and r.closed_at is null
where t.id in (
  select tab from tab_member
  where person = any(array(select $1::bigint union all select id from person where merged_into = $1))
)
order by t.id desc
limit 50
