-- What an event has moved already, and for whom: as the person that they have turned out to be.
-- $1 key
select m.reference, coalesce(p.merged_into, p.id) as person, m.asset, m.direction, m.amount::text
from savings_move m
join person p on p.id = m.person
where m.key = $1
