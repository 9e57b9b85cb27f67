-- The trail of what an operator did with the exchange, which concerns nobody in particular.
-- $1 reference, $2 action, $3 operator, $4 asset, $5 amount, $6 transfer, $7 key, $8 now, $9 note
insert into operator_action (reference, action, operator, asset, amount, transfer, key, created_at, note)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
