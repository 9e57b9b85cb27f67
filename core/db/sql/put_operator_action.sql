-- What an operator has done.
-- $1 reference, $2 action, $3 operator or null, $4 person or null, $5 asset or null, $6 amount or null, $7 transfer or null, $8 key or null,
--   $9 note or null, $10 now
insert into operator_action (reference, action, operator, person, asset, amount, transfer, key, note, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
