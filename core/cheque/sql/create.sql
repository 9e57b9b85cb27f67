-- A cheque with its first paper.
-- $1 reference, $2 writer, $3 payee or null, $4 asset, $5 amount, $6 memo, $7 last day, $8 when it expires, $9 key, $10 request hash,
-- $11 transfer, $12 hash of the secret, $13 now
with written as (
  insert into cheque (
    reference, writer, payee, asset, amount, memo, last_day, expires_at, key, request_hash, transfer, paper_key, created_at
  )
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $9, $13)
  returning id
)
insert into cheque_paper (cheque, key, secret_hash, created_at)
select id, $9, $12, $13 from written
