-- A person goes, under any of the persons that turned out to be them.
-- $1 tab, $2 person, $3 now
update tab_member set left_at = $3
where tab = $1 and left_at is null
  and person = any(array(select $2::bigint union all select id from person where merged_into = $2))
