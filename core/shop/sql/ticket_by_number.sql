-- The ticket that is called so.
-- $1 number
select id from shop_ticket where number = $1
