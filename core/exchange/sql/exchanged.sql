-- What transfers changed into what, in the words of the quotes that they carried out.
-- $1 transfers
select x.transfer, q.id, q.reference, q.person, q.purpose, x.sell_asset, x.sell_amount, x.spread, x.spread_bps, x.buy_asset, x.buy_amount,
  x.sell_per_euro::text, x.buy_per_euro::text, q.expires_at, q.state
from exchanged x
join exchange_quote q on q.id = x.quote
where x.transfer = any($1::bigint[])
