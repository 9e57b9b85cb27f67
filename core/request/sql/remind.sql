-- The asker has reminded.
-- $1 request, $2 key of the event, $3 now
update request set reminded_at = $3, reminded_key = $2 where id = $1
