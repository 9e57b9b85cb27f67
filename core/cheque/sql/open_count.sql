-- How many cheques somebody has out, as any of the persons that turned out to be them.
-- $1 person
select count(*)::int as open from cheque
where state = 'open' and writer = any(array(select $1::bigint union all select id from person where merged_into = $1))
