-- Returns a row unless this event has set it already.
-- $1 person, $2 tier, $3 operator, $4 key, $5 now
insert into person_tier (person, tier, operator, key, created_at) values ($1, $2, $3, $4, $5)
on conflict (key) do nothing
returning id
