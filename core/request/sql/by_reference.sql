-- The request that is called so.
-- $1 reference
select id from request where reference = $1
