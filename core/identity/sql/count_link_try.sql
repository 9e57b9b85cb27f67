-- Counts a try before it is judged, so that tries at the same moment wait for each other and are all counted.
-- $1 identity, $2 now, $3 start of the running window
insert into link_try (identity, wrong, since) values ($1, 1, $2)
on conflict (identity) do update
set
  wrong = case when link_try.since < $3 then 1 else link_try.wrong + 1 end,
  since = case when link_try.since < $3 then excluded.since else link_try.since end
returning wrong
