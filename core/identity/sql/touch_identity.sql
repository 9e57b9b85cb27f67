-- What a contact tells about an identity.
-- $1 identity, $2 display name, $3 handle or null, $4 locale or null: as it was, $5 reachable, $6 now
update identity
set display_name = $2, handle = $3, locale = coalesce($4, locale), reachable = $5, seen_at = $6
where id = $1
