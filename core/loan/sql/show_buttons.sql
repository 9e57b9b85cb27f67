-- The buttons by which a list opens offers.
-- $1 loans
select distinct on (subject) subject, key from intent where subject = any($1::bigint[]) and kind = 'loan_show' order by subject, key
