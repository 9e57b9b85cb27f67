-- Whose code it is, and when they gave their PIN for it, if they did.
-- $1 hash
select person, expires_at, case when with_pin then created_at end as proven_at from link_code where code_hash = $1
