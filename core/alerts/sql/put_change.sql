-- An event changes somebody's settings; no row when it has done so before.
-- $1 key of the event, $2 person, $3 change as JSON text, $4 now
insert into alert_change (key, person, change, created_at) values ($1, $2, $3::text::jsonb, $4)
on conflict (key) do nothing
returning key
