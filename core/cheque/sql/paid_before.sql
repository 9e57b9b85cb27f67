-- Whom of these people somebody has paid before by a cheque, each under any of the persons that turned out to be one.
-- $1 writer, $2 people
select asked.id as casher
from unnest($2::bigint[]) as asked (id)
join person named on named.id = asked.id
where exists (
  select from cheque c
  join person k on k.id = c.casher
  where c.writer in (select id from person where id = $1 or merged_into = $1)
    and coalesce(k.merged_into, k.id) = coalesce(named.merged_into, named.id)
)
