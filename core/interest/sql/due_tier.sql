-- A change of a tier whose floors are not all set, unless somebody else works at it.
-- $1 change
select id, asset, applied_through, created_at from credit_tier where id = $1 and applied_at is null for update skip locked
