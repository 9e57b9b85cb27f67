-- What a person can claim, under any of the persons that turned out to be them.
-- $1 person
select id from payment
where state = 'claimable'
  and payee = any(array(select $1::bigint union all select id from person where merged_into = $1))
order by id
