-- Returns a row unless this event has set it already. Whoever sets the floors of an asset sets them by all tiers, so that earlier changes
-- which are not through yet are taken over.
-- $1 tier, $2 asset, $3 line, $4 operator, $5 key, $6 now
with fresh as (
  insert into credit_tier (tier, asset, line, operator, key, created_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (key) do nothing
  returning id, asset
), over as (
  update credit_tier t set applied_at = $6::timestamptz from fresh where t.asset = fresh.asset and t.applied_at is null
)
select id from fresh
