-- All of a dividend is paid.
-- $1 dividend, $2 now
update dividend set state = 'paid', ended_at = $2 where id = $1
