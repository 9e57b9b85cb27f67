-- A quote as it was made, and what became of it.
-- $1 idempotency key of the event that asked for it, or null; $2 reference, or null
select id, reference, person, purpose, sell_asset, sell_amount, spread, spread_bps, buy_asset, buy_amount, sell_per_euro::text,
  buy_per_euro::text, expires_at, state
from exchange_quote
where key = $1 or reference = $2
