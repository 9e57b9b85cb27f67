-- Tickets are given back.
-- $1 tickets, $2 key, $3 now
update shop_ticket set refunded_at = $3, refunded_key = $2 where id = any($1::bigint[]) and refunded_at is null
