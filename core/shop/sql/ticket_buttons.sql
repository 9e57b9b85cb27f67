-- The buttons by which holders see their tickets.
-- $1 tickets
select distinct on (subject) subject, key from intent where subject = any($1::bigint[]) and kind = 'ticket_show' order by subject, key
