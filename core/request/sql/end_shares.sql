-- Shares have ended.
-- $1 shares, $2 state, $3 key of the event or null, $4 now
update request_share set state = $2, ended_key = $3, ended_at = $4 where id = any($1::bigint[])
