-- Somebody is let in.
-- $1 ticket, $2 by whom, $3 hash of the code, $4 key, $5 now
update shop_ticket set checked_in_at = $5, checked_in_by = $2, checked_in_code = $3, checked_in_key = $4 where id = $1
