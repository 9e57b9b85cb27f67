-- What was said of a name: by an event, or what waits for its answer, or one of them.
-- $1 key of the event, or $2 member and $3 person, or $4 match
select t.id, t.reference, t.delivery, t.state, t.decided_key, t.member, m.tab,
  coalesce(p.merged_into, p.id) as person, coalesce(s.merged_into, s.id) as said_by
from tab_match t
join tab_member m on m.id = t.member
join person p on p.id = t.person
join person s on s.id = t.said_by
where t.id = $4 or (t.delivery is not null and (t.key = $1 or (t.state = 'asked' and t.member = $2 and t.person = $3)))
order by t.id desc
limit 1
