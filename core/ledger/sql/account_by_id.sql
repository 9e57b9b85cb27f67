-- One account as it stands now.
-- $1 id
select id, owner, asset, purpose, floor, frozen, closed, version, balance, held, incoming, available
from account_balance
where id = $1;
