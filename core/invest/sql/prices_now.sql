-- The prices in force at a moment: of each asset the last one that had begun. Of a feed with the moment that it is of, and until when it may
-- be dealt at: no longer than until the feed was seen to say something later that was not believed.
-- $1 assets, $2 moment
select distinct on (p.asset) p.asset, p.id, p.price::text as price, p.effective_at, p.as_of,
  least(
    p.fresh_until, (select min(d.seen_at) from price_doubt d where d.asset = p.asset and d.as_of > p.as_of)
  ) as fresh_until
from asset_price p
where p.asset = any($1::text[]) and p.effective_at <= $2
order by p.asset, p.effective_at desc, p.id desc
