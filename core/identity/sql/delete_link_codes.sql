-- Codes that have been used, or whose person is no more.
-- $1 person ids
delete from link_code where person = any($1)
