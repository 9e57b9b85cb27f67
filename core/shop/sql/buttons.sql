-- The buttons by which items are bought.
-- $1 items
select distinct on (subject) subject, key from intent where subject = any($1::bigint[]) and kind = 'shop_choose' order by subject, key
