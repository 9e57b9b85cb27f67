-- What an event has issued already.
-- $1 key
select asset, units::text from asset_issue where key = $1
