-- Bounds: savings_move
-- The rows of savings_move after $1, about $2 of them: the last (null: all that are left), and how many there are.
select case when count(*) = $2 then max(id) end as last, (select max(id) from savings_move) as newest, count(*) as keys
from (select id from savings_move where id > $1 order by id limit $2) chunk;
