-- The same event sets a goal once.
-- $1 person, $2 asset, $3 target or null, $4 name or null, $5 key, $6 now
insert into savings_goal (person, asset, target, name, key, created_at) values ($1, $2, $3, $4, $5, $6)
on conflict (key) do nothing
