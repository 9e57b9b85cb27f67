-- Locks subscriptions, in one order for all who lock several. Whoever holds one decides alone what becomes of it and of its months.
-- $1 subscriptions
select id from subscription where id = any($1::bigint[]) order by id for no key update
