-- Bounds: holding
-- The rows of holding after account $1, about $2 of them: the last (null: all that are left), and how many there are.
select case when count(*) = $2 then max(account) end as last, (select max(account) from holding) as newest, count(*) as keys
from (select account from holding where account > $1 order by account limit $2) chunk;
