-- The tip that a person's reaction has made.
-- $1 place, $2 emoji, $3 person
select t.id
from tip_target m join tip t on t.target = m.id
where m.place = $1 and t.emoji = $2
  and t.tipper = any(array(select $3::bigint union all select id from person where merged_into = $3::bigint))
