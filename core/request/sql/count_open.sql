-- How many requests of a person are open. A share that is paid says so only once its time is over.
-- $1 person
select count(*)::int as count
from request r
where r.asker = $1
  and exists (
    select from request_share s join request_state t on t.share = s.id
    where s.request = r.id and s.state = 'open' and t.remaining > 0
  )
