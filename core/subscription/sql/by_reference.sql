-- The subscription that is called so.
-- $1 reference
select id from subscription where reference = $1
