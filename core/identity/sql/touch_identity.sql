-- What a contact tells about an identity.
-- $1 identity, $2 display name, $3 handle or null, $4 locale or null: as it was, $5 reachable, $6 now, $7 time zone or null: as it was,
-- $8 since when their account there is, or null: as it was, $9 whether the handle is new: else it stays, for somebody else may have come with it
-- since it was read
update identity
set display_name = $2, handle = case when $9 then $3 else handle end, locale = coalesce($4, locale), time_zone = coalesce($7, time_zone), reachable = $5, seen_at = $6,
  account_since = coalesce($8, account_since)
where id = $1
