-- A dividend is called off, while its record date is not over.
-- $1 reference, $2 key, $3 now
update dividend set state = 'cancelled', cancelled_key = $2, ended_at = $3
where reference = $1 and state = 'declared' and record_ends_at > $3
returning reference
