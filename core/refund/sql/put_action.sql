-- The trail of what an operator did about a payment.
-- $1 reference, $2 action, $3 operator, $4 person, $5 asset, $6 amount, $7 transfer, $8 key, $9 now
insert into operator_action (reference, action, operator, person, asset, amount, transfer, key, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
