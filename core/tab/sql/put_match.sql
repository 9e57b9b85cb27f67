-- That a name is somebody, as it was said: to be decided, or decided by whoever said it.
-- $1 reference, $2 member, $3 person, $4 who said it, $5 key of the event, $6 delivery or null, $7 now
insert into tab_match (reference, member, person, said_by, key, delivery, state, decided_by, decided_key, created_at, decided_at)
select $1, $2, $3, $4, $5, $6, s.state, s.by, s.key, $7, s.at
from (
  select 'asked' as state, null::bigint as by, null::text as key, null::timestamptz as at where $6::bigint is not null
  union all
  select 'confirmed', $4, $5, $7 where $6::bigint is null
) s
returning id
