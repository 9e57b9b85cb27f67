-- The next accounts to go through, by ascending id.
-- $1 after this one, $2 how many
select max(id) as last, count(*)::int as accounts from (select id from account_balance where id > $1 order by id limit $2) chunk
