-- Locks items, in one order for all who lock several. Whoever holds one decides alone what is sold of it.
-- $1 items
select id from shop_item where id = any($1::bigint[]) order by id for no key update
