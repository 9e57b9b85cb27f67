-- What people have taken from drops, as any of the persons that turned out to be them.
-- $1 drops, $2 the person who asks for each
select asked.money_drop, asked.person, s.amount, s.key
from unnest($1::bigint[], $2::bigint[]) as asked (money_drop, person)
join drop_share s on s.money_drop = asked.money_drop
  and s.person = any(array(select asked.person union all select id from person where merged_into = asked.person))
order by s.position
