-- What a person can claim, under any of the persons that turned out to be them.
-- $1 person
select id from payment
where state = 'claimable' and payee in (select id from person where id = $1 or merged_into = $1)
order by id
