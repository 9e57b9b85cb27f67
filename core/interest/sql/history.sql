-- For which month interest was posted.
-- $1 transfers
select transfer, 'int_' || transfer as reference, to_char(month, 'YYYY-MM') as memo from interest_posting where transfer = any($1::bigint[])
