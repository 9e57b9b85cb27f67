-- Who gave tips, and to whom. Neither ever changes, so that people can be locked before the tips are.
-- $1 tips
select tipper, author from tip where id = any($1::bigint[])
