-- Bounds: journal
-- The journal rows after $1 that list about $2 transfers together: the last (null: all that are left), and how many rows there are.
with chunk_end as (
  select id
  from (select id, sum(cardinality(transfers)) over (order by id rows unbounded preceding) as weight from journal where id > $1) j
  where weight >= $2
  order by id
  limit 1
)
select (select id from chunk_end) as last, (select max(id) from journal) as newest, count(*) as keys
from journal
where id > $1 and id <= coalesce((select id from chunk_end), 9223372036854775807);
