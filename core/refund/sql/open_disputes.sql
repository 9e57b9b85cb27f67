-- Disputes that wait for somebody, oldest first, and how many there are.
-- $1 limit
select id, count(*) over ()::int as total from dispute where state = 'open' order by id limit $1
