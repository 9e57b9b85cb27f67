-- Cancelled events of which something is to go back.
-- $1 cancelled before
select distinct item as id from shop_owed where ended_at < $1 limit 1000
