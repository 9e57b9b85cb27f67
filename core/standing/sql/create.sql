-- A standing order. Returns its id.
-- $1 reference, $2 payer, $3 payee, $4 asset, $5 amount, $6 memo, $7 key, $8 origin as JSON text, $9 zone, $10 first date,
-- $11 rhythm as JSON text or null, $12 moment of the first date, $13 now
insert into standing_order
  (reference, payer, payee, asset, amount, memo, key, origin, zone, starts, repeat, state, next_date, next_at, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb, $9, $10, $11::text::jsonb, 'active', $10, $12, $13)
returning id
