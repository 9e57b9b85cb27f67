-- All that waits for a person, locked.
-- $1 person
select id, kind from alert
where told_at is null
  and person = any(array(select $1::bigint union all select id from person where merged_into = $1))
order by id
for no key update
