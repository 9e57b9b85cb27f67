-- The accounts of an owner as they stand now.
-- $1 owner
select id, owner, asset, purpose, floor, frozen, closed, version, balance, held, incoming, available
from account_balance
where owner = $1
order by asset, purpose;
