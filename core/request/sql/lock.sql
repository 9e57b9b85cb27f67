-- Locks requests, in one order for all who lock several. Whoever holds one decides alone what becomes of its shares.
-- $1 requests
select id from request where id = any($1::bigint[]) order by id for no key update
