-- There was not enough for a run: it is tried again.
-- $1 run, $2 when, $3 message that tells its payer
update standing_run set failures = failures + 1, retry_at = $2, told_retry_at = $2, delivery = $3 where id = $1
