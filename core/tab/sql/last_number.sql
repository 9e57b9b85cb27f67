-- The number of a tab's newest entry; 0 where there is none.
-- $1 tab
select coalesce(max(number), 0) as number from tab_entry where tab = $1 and reverses is null
