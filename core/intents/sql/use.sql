-- It has acted, by this event. Once: a later event leaves it as it is.
-- $1 key, $2 key of the event, $3 outcome as JSON text, $4 now
update intent set used_at = $4, used_key = $2, outcome = $3::text::jsonb where key = $1 and used_at is null
