-- Bounds: account
-- The accounts after $1 that have about $2 entries together: the last of them (null: all that are left), and how many there are.
with chunk_end as (
  select id
  from (select id, sum(version + 1) over (order by id rows unbounded preceding) as weight from account where id > $1) a
  where weight >= $2
  order by id
  limit 1
)
select (select id from chunk_end) as last, (select max(id) from account) as newest, count(*) as keys, coalesce(sum(version), 0)::bigint as entries
from account
where id > $1 and id <= coalesce((select id from chunk_end), 9223372036854775807);
