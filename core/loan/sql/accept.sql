-- An offer was accepted, and is paid out.
-- $1 loan, $2 key, $3 now, $4 zone, $5 day, $6 transfer
update loan set state = 'active', accepted_key = $2, accepted_at = $3, zone = $4, started_on = $5, transfer = $6 where id = $1
