-- The tiers that have a line, or had one.
select distinct on (tier, asset) tier, asset, line::text from credit_tier order by tier, asset, id desc
