-- Locks orders, in one order for all who lock several. Whoever holds one decides alone what becomes of it and of its runs.
-- $1 orders
select id from standing_order where id = any($1::bigint[]) order by id for no key update
