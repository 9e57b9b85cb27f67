-- Loans are locked by ascending id, after their people.
-- $1 ids
select from loan where id = any($1::bigint[]) order by id for no key update
