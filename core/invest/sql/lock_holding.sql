-- How far the entries of an account have been read. Whoever holds the row reads on alone.
-- $1 account
select version from holding where account = $1 for no key update
