-- The wallets of a person with units of what operators have defined.
-- $1 public id
select a.id, a.asset, a.version, (a.credits_posted - a.debits_posted)::text as units
from account a
join asset_listing l on l.asset = a.asset
where a.owner = $1 and a.purpose = 'wallet'
order by a.id
