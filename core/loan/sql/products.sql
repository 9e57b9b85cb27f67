-- What is offered: by tier and asset the newest terms, without those that offer nothing.
-- $1 tier, or null for all of them
select * from (
  select distinct on (tier, asset) id, tier, asset, is_offered, amount_min::text, amount_max::text, months_min, months_max, rate_ppm, fee_ppm,
    outstanding_max::text, loans_max
  from loan_product
  where $1::text is null or tier = $1
  order by tier, asset, id desc
) newest
where is_offered
order by tier, asset
