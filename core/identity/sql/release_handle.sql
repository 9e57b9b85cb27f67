-- Whoever bore this handle bears it no more: somebody else has come with it. Under the handles' advisory lock.
-- $1 platform, $2 tenant, $3 handle, $4 identity of the new bearer
update identity set handle = null where platform = $1 and tenant = $2 and handle = $3 and id <> $4
