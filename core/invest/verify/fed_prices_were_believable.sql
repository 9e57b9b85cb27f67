-- A price of a feed counts from when it was stored, and is of no moment after that; it is of a later moment than the price before it, whoever
-- said that, and no more than half as much again, or two thirds of it. Two clocks may differ by a minute.
-- Range: asset_price, $1 < id ≤ $2
select format('price %s of %s, of %s: %s from %s, after %s of %s', p.id, p.asset, p.as_of, p.price, p.effective_at,
              coalesce(before.price::text, 'none'), coalesce(before.as_of, before.effective_at)) as detail
from asset_price p
left join lateral (
  select * from asset_price b
  where b.asset = p.asset and b.effective_at <= p.effective_at and b.id < p.id
  order by b.effective_at desc, b.id desc limit 1
) before on true
where p.id > $1 and p.id <= $2 and p.source <> 'operator' and (
  p.effective_at <> p.created_at
  or p.as_of > p.created_at + interval '1 minute'
  or p.as_of <= coalesce(before.as_of, before.effective_at)
  or p.price > before.price * 1.5
  or p.price * 1.5 < before.price
)
order by p.id;
