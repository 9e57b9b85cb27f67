-- What terms an event has set already.
-- $1 key
select id, tier, asset, is_offered, amount_min::text, amount_max::text, months_min, months_max, rate_ppm, fee_ppm, outstanding_max::text, loans_max
from loan_product where key = $1
