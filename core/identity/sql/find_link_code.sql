-- Whose code it is.
-- $1 hash
select person, expires_at from link_code where code_hash = $1
