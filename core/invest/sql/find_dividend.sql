-- What an event has declared already, and whether it is the same.
-- $1 key, $2 asset, $3 of a whole unit or null, $4 in all or null, $5 record date, $6 pay date
select reference,
  (asset, record_date, pay_date) = ($2, $5::date, $6::date) and per_unit is not distinct from $3::numeric
    and in_all is not distinct from $4::numeric as same
from dividend
where key = $1
