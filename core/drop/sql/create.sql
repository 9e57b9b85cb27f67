-- A drop with its shares.
-- $1 reference, $2 giver, $3 asset, $4 total, $5 mode, $6 seed, $7 memo, $8 account age in ms, $9 when it expires, $10 key, $11 request hash,
-- $12 delivery, $13 transfer, $14 now, $15 amounts of the shares, in the order in which they will be taken
with given as (
  insert into money_drop (
    reference, giver, asset, total, mode, seed, memo, account_age_ms, expires_at, key, request_hash, delivery, transfer, created_at, shares
  )
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, cardinality($15::numeric[]))
  returning id
), drawn as (
  insert into drop_share (money_drop, position, amount)
  select given.id, share.number - 1, share.amount
  from given, unnest($15::numeric[]) with ordinality as share (amount, number)
)
select id from given
