-- Splits whose time is over, and that nothing has ended.
-- $1 now, $2 limit
select id from split where ended_at is null and expires_at <= $1 order by expires_at, id limit $2
