-- Locks tickets, in one order for all who lock several. Whoever holds one decides alone whose it is, and whether it lets somebody in.
-- $1 tickets
select id from shop_ticket where id = any($1::bigint[]) order by id for no key update
