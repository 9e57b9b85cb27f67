-- A dividend just like this one, which has not been cancelled.
-- $1 asset, $2 currency, $3 of a whole unit or null, $4 in all or null, $5 record date, $6 pay date
select reference
from dividend
where (asset, currency, record_date, pay_date) = ($1, $2, $5::date, $6::date)
  and per_unit is not distinct from $3::numeric and in_all is not distinct from $4::numeric
  and state <> 'cancelled'
order by id
limit 1
