-- Bounds: loan
-- The rows of loan after $1, about $2 of them: the last (null: all that are left), and how many there are.
select case when count(*) = $2 then max(id) end as last, (select max(id) from loan) as newest, count(*) as keys
from (select id from loan where id > $1 order by id limit $2) chunk;
