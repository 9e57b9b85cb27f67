-- What operators have defined.
select a.code, a.exponent::int as exponent
from asset a
join asset_listing l on l.asset = a.code
order by a.code
