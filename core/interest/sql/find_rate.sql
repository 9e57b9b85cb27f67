-- What an event has set already.
-- $1 key
select asset, kind, rate_ppm, effective_from::text as effective_from from interest_rate where key = $1
