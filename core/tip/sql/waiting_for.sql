-- Tips that wait for a person, under any of the persons that turned out to be them.
-- $1 person
select id from tip
where state = 'claimable' and author = any(array(select $1::bigint union all select id from person where merged_into = $1::bigint))
order by id
