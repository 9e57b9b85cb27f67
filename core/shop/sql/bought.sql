-- How many units people have of items, bought and not given back, as the persons that they are now.
-- $1 items, and for each: $2 who
select wanted.item, wanted.person, coalesce(sum(s.units), 0)::int as units
from unnest($1::bigint[], $2::bigint[]) as wanted (item, person)
left join shop_sale s on s.item = wanted.item
  and s.buyer in (select p.id from person p where p.id = wanted.person or p.merged_into = wanted.person)
group by wanted.item, wanted.person
