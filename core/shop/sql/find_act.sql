-- What an event has done already.
-- $1 key
select item, request_hash from shop_act where key = $1
