-- Which of these events have bought already.
-- $1 keys
select key from shop_purchase where key = any($1::text[])
