-- Of what operators have defined, people and the house together have exactly what was issued: nothing but an issue makes units or ends them.
-- Range: none
select format('%s: %s were issued by %s, and by the ledger %s; %s came from elsewhere', l.asset, coalesce(i.units, 0),
              'operators', coalesce(a.issued, 0), coalesce(a.elsewhere, 0)) as detail
from asset_listing l
left join (select asset, sum(units) as units from asset_issue group by asset) i on i.asset = l.asset
left join (
  select asset,
    -sum(credits_posted - debits_posted) filter (where owner = 'system' and purpose = 'issuer') as issued,
    -- Whatever is below zero has made some.
    -sum(least(credits_posted - debits_posted, 0)) filter (where not (owner = 'system' and purpose = 'issuer')) as elsewhere
  from account
  group by asset
) a on a.asset = l.asset
where coalesce(i.units, 0) <> coalesce(a.issued, 0) or coalesce(a.elsewhere, 0) <> 0
order by l.asset;
