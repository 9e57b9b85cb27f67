-- What was set aside or taken back.
-- $1 reference, $2 person, $3 asset, $4 direction, $5 amount, $6 transfer, $7 key, $8 now
insert into savings_move (reference, person, asset, direction, amount, transfer, key, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
