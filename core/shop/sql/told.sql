-- Sellers have been told of purchases, or there is nothing to tell.
-- $1 purchases, $2 now
update shop_purchase set told_at = $2 where id = any($1::bigint[])
