-- Returns a row unless this event has granted already.
-- $1 person, $2 asset, $3 line or null, $4 reason, $5 operator, $6 key, $7 now
insert into credit_grant (person, asset, line, reason, operator, key, created_at) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (key) do nothing
returning id
