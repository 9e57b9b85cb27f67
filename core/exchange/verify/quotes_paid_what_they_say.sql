-- The payments of a quote that has paid come to exactly its amounts.
-- Range: exchange_quote, $1 < id ≤ $2
select format('quote %s is %s %s (spread %s) for %s %s, and its payments are %s (spread %s) for %s', q.reference, q.sell_amount, q.sell_asset,
              q.spread, q.buy_amount, q.buy_asset, coalesce(paid.sold, 0), coalesce(paid.spread, 0), coalesce(paid.bought, 0)) as detail
from exchange_quote q
left join lateral (
  select sum(x.sell_amount) as sold, sum(x.spread) as spread, sum(p.amount) as bought,
    bool_and(x.sell_asset = q.sell_asset and o.asset = q.buy_asset) as of_its_assets
  from payment_exchange x
  join payment p on p.id = x.payment
  join payment_order o on o.id = p.payment_order
  where x.quote = q.id
) paid on true
where q.id > $1 and q.id <= $2
  and case when q.purpose = 'pay' and q.state = 'executed'
    then (paid.sold, paid.spread, paid.bought, paid.of_its_assets) is distinct from (q.sell_amount, q.spread, q.buy_amount, true)
    else paid.sold is not null
  end;
