-- The requests that shares belong to.
-- $1 shares
select distinct request as id from request_share where id = any($1::bigint[])
