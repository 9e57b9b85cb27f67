-- A trade as it was quoted, and what became of it.
-- $1 idempotency key of the event that asked for it, or null; $2 reference, or null
select t.id, t.reference, t.person, t.side, t.asset, t.units, t.quote_asset, t.value, t.fee, t.fee_bps, t.price::text, t.expires_at, t.state,
  t.transfer
from trade t
where t.key = $1 or t.reference = $2
