-- What operators have defined, by code, and whose prices each goes by.
-- $1 codes; null for all
select a.code, a.exponent::int as exponent, a.name, a.kind, l.quote_asset as quote,
  coalesce((select s.source from asset_source s where s.asset = l.asset order by s.id desc limit 1), 'operator') as source
from asset_listing l
join asset a on a.code = l.asset
where $1::text[] is null or a.code = any($1::text[])
order by a.code
