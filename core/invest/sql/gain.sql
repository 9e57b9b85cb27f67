-- What a sale brought, less what its units had cost; nothing where its entry has not been read yet.
-- $1 account, $2 transfer
select (d.proceeds - d.cost)::text as gain
from entry e
join disposal d on d.account = e.account_id and d.version = e.version
where e.account_id = $1 and e.transfer_id = $2
