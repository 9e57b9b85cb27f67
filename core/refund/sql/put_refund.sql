-- Money has come back. Returns the refund's id.
-- $1 payment, $2 amount, $3 transfer, $4 by whose order, $5 idempotency key, $6 now
insert into refund (payment, amount, transfer, ordered_by, key, created_at) values ($1, $2, $3, $4, $5, $6)
returning id
