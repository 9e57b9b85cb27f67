-- The items that are called so.
-- $1 references
select id, reference from shop_item where reference = any($1::text[])
