-- Bounds: seal
-- The seals after $1 that cover about $2 journal rows together: the last (null: all that are left), and how many seals there are.
with chunk_end as (
  select number
  from (select number, sum(cardinality(journals)) over (order by number rows unbounded preceding) as weight from seal where number > $1) s
  where weight >= $2
  order by number
  limit 1
)
select (select number from chunk_end) as last, (select max(number) from seal) as newest, count(*) as keys
from seal
where number > $1 and number <= coalesce((select number from chunk_end), 9223372036854775807);
