-- Which splits these shares are of.
-- $1 shares
select distinct split from split_share where id = any($1::bigint[]) order by split
