-- Whoever holds quotes decides alone what becomes of them.
-- $1 references
select id, reference, person, purpose, sell_asset, sell_amount, spread, spread_bps, buy_asset, buy_amount, sell_per_euro::text,
  buy_per_euro::text, expires_at, state
from exchange_quote
where reference = any($1::text[])
order by id
for no key update
