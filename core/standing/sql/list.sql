-- Orders of a person that have not ended, the next to pay first.
-- $1 person, $2 limit
select reference from standing_order
where payer in (select id from person where id = $1 or merged_into = $1) and state <> 'ended'
order by next_at nulls last, id
limit $2
