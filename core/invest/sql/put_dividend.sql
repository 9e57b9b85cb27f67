-- A dividend is declared.
-- $1 reference, $2 asset, $3 currency, $4 of a whole unit or null, $5 in all or null, $6 record date, $7 pay date, $8 when the record date ends,
-- $9 when the pay date begins, $10 operator, $11 key, $12 now
insert into dividend (
  reference, asset, currency, per_unit, in_all, record_date, pay_date, record_ends_at, pay_from, operator, key, created_at
) values ($1, $2, $3, $4, $5, $6::date, $7::date, $8, $9, $10, $11, $12)
