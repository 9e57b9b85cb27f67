-- Accounts as they stand now.
-- $1 ids
select id, owner, asset, purpose, floor, frozen, closed, version, balance, held, incoming, available
from account_balance
where id = any($1::bigint[])
order by id;
