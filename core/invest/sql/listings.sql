-- What operators have defined, by code.
-- $1 codes; null for all
select a.code, a.exponent::int as exponent, a.name, a.kind, l.quote_asset as quote
from asset_listing l
join asset a on a.code = l.asset
where $1::text[] is null or a.code = any($1::text[])
order by a.code
