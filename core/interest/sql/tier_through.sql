-- How far the floors of a tier have been set.
-- $1 change, $2 accounts up to this one are done, $3 when the last one is, or null
update credit_tier set applied_through = $2, applied_at = $3 where id = $1
