-- Whether a direct message reaches them.
-- $1 platform, $2 tenant, $3 user id, $4 reachable
update identity set reachable = $4
where platform = $1 and tenant = $2 and user_id = $3 and reachable <> $4
