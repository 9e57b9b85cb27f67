-- One account as it stands now, by the three things that name it.
-- $1 owner, $2 asset, $3 purpose
select id, owner, asset, purpose, floor, frozen, closed, version, balance, held, incoming, available
from account_balance
where owner = $1 and asset = $2 and purpose = $3;
