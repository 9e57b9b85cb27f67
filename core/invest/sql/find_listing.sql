-- What an event has defined already.
-- $1 key
select asset from asset_listing where key = $1
