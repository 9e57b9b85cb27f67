-- How many orders of a person have not ended.
-- $1 person
select count(*)::int as count
from standing_order
where payer in (select id from person where id = $1 or merged_into = $1) and state <> 'ended'
