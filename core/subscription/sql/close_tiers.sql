-- Nobody else subscribes to these.
-- $1 tiers, $2 now
update subscription_tier set closed_at = $2 where id = any($1::bigint[]) and closed_at is null
