-- Terms from now on, unless this event has set them already.
-- $1 tier, $2 asset, $3 whether anything is offered, $4 and $5 amounts, $6 and $7 months, $8 rate, $9 fee, $10 outstanding, $11 loans, $12 operator,
-- $13 key, $14 now
insert into loan_product (tier, asset, is_offered, amount_min, amount_max, months_min, months_max, rate_ppm, fee_ppm, outstanding_max, loans_max,
  operator, key, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
