-- A step of a dispute, which ends it or not.
-- $1 dispute, $2 step, $3 operator or null, $4 words or null, $5 refund or null, $6 idempotency key, $7 now
with taken as (
  insert into dispute_step (dispute, step, operator, words, refund, key, created_at) values ($1, $2, $3, $4, $5, $6, $7)
)
update dispute set state = $2::text, ended_at = $7::timestamptz
where id = $1 and $2::text in ('refunded', 'rejected', 'withdrawn')
