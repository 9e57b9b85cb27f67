-- What an operator did, and what it was about.
-- $1 reference, $2 action, $3 operator, $4 person or null, $5 asset or null, $6 amount or null, $7 key, $8 note, $9 now
insert into operator_action (reference, action, operator, person, asset, amount, key, note, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
