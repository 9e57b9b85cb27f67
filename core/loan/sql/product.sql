-- On which terms somebody may borrow in an asset, by their tier. No row, or one that offers nothing: not at all.
-- $1 person, $2 asset
select r.id, r.tier, r.asset, r.is_offered, r.amount_min::text, r.amount_max::text, r.months_min, r.months_max, r.rate_ppm, r.fee_ppm,
  r.outstanding_max::text, r.loans_max
from loan_product r
where r.asset = $2
  and r.tier = coalesce((select tier from person_tier where person = $1 order by id desc limit 1), 'basic')
order by r.id desc
limit 1
