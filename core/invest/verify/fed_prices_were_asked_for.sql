-- A price of a feed is of an asset that went by the feed when it came in. Two clocks may differ by a minute.
-- Range: asset_price, $1 < id ≤ $2
select format('price %s of %s is from the feed %s, and nobody asked it', p.id, p.asset, p.source) as detail
from asset_price p
where p.id > $1 and p.id <= $2 and p.source <> 'operator' and not exists (
  select from asset_source s
  where s.asset = p.asset and s.source = 'feed' and s.created_at <= p.created_at + interval '1 minute' and not exists (
    select from asset_source o
    where o.asset = p.asset and o.source = 'operator' and o.id > s.id and o.created_at < p.created_at - interval '1 minute'
  )
)
order by p.id;
