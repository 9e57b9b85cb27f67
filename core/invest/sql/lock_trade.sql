-- Whoever holds a quote decides alone what becomes of it.
-- $1 reference
select id, reference, person, side, asset, units, quote_asset, value, fee, fee_bps, price::text, expires_at, state, transfer
from trade
where reference = $1
for no key update
