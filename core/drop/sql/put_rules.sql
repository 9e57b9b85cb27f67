-- The bank's rules from now on. An event that comes again changes nothing.
-- $1 account age in ms, $2 member age in ms, $3 claims a day or null, $4 operator, $5 key, $6 now
insert into drop_rule (account_age_ms, member_age_ms, claims_a_day, operator, key, created_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (key) do nothing
