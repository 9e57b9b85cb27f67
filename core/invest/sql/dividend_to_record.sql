-- A dividend whose record date is over.
-- $1 ended before this moment
select id, reference, asset from dividend where state = 'declared' and record_ends_at <= $1 order by record_ends_at, id limit 1 for no key update
