-- Whose code it is. Of several who use it at the same moment, one holds it and the others find it gone.
-- $1 hash
select person, expires_at from link_code where code_hash = $1 for update
