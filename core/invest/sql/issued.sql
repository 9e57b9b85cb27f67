-- Of each asset that was defined, what was issued of it and what of that the house still has.
select l.asset,
  coalesce(sum(a.debits_posted - a.credits_posted) filter (where a.purpose = 'issuer'), 0) as issued,
  coalesce(sum(a.credits_posted - a.debits_posted) filter (where a.purpose = 'liquidity'), 0) as "left"
from asset_listing l
left join account a on a.owner = 'system' and a.asset = l.asset and a.purpose in ('issuer', 'liquidity')
group by l.asset
