-- How many requests of a person are open.
-- $1 person
select count(*)::int as count
from request r
where r.asker = $1 and exists (select from request_share s where s.request = r.id and s.state = 'open')
