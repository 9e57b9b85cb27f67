-- What an event has said already of whose prices an asset goes by.
-- $1 key
select asset, source from asset_source where key = $1
