-- Locks posts, in one order for all who lock several. Whoever holds one decides alone who unlocks it, and at which price.
-- $1 posts
select id from paywall_post where id = any($1::bigint[]) order by id for no key update
