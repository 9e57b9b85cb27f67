-- Whoever changes anything on a tab does it alone.
-- $1 tab
select id, conversation from tab where id = $1 for no key update
