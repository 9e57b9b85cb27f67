-- What splits are from now on.
-- $1 splits, $2 state, $3 when they ended, or null
update split set state = $2, ended_at = $3 where id = any($1::bigint[])
