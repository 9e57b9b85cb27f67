-- The lots that went with an entry of another account, as they were there.
-- $1 account, $2 version of its entry
select l.acquired_at, d.units, d.cost
from disposal p
join disposal_lot d on d.disposal = p.id
join lot l on l.id = d.lot
where p.account = $1 and p.version = $2
order by l.acquired_at, l.id
