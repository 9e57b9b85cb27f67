-- What people chose, themselves or as the persons that they had been; and in whose time they live. Without those who chose nothing.
-- $1 people
select asked.person, s.kinds, s.quiet_from, s.quiet_until, s.digest_at, (select zone from person_zone z where z.person = asked.person)
from unnest($1::bigint[]) as asked (person),
  lateral (
    select * from alert_settings one
    where one.person = any(array(
      select asked.person union all select id from person where merged_into = asked.person
    ))
    order by one.person = asked.person desc, one.person limit 1
  ) s
