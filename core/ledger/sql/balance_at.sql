-- The balance after the last entry that was recorded up to a moment.
-- $1 account, $2 moment
select e.balance
from entry e
join transfer t on t.id = e.transfer_id
where e.account_id = $1 and t.created_at <= $2
order by e.version desc
limit 1;
