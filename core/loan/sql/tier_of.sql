-- In which tier somebody is.
-- $1 person
select coalesce((select tier from person_tier where person = $1 order by id desc limit 1), 'basic') as tier
