-- Wrong secrets of late, the oldest first: of a person, as any of the persons that turned out to be them, and of a number.
-- $1 person, $2 reference, $3 since when
select reference = $2 as of_number, person = any(selves) as of_person, key, created_at
from cheque_try, (select array(select $1::bigint union all select id from person where merged_into = $1) as selves) asked
where created_at > $3 and (reference = $2 or person = any(selves))
order by created_at, id
