-- Accounts as people understand them.
-- $1 owner
select
  id, owner, asset, purpose, floor, frozen, closed, version,
  credits_posted - debits_posted as balance,
  debits_pending as held,
  credits_pending as incoming
from account
where owner = $1
order by asset, purpose;
