-- The ticket that a code is of, and whether it still is.
-- $1 hash
select ticket, void_at from shop_ticket_code where hash = $1
