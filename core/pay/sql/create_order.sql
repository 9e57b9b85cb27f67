-- An order with its payments, one per payee, and the buttons of what can be claimed. Returns the payments' ids in order.
-- $1 reference, $2 payer, $3 asset, $4 mode, $5 total, $6 memo, $7 key, $8 request hash, $9 origin as JSON text, $10 delivery, $11 now,
-- $12 payees, $13 amounts, $14 escrowed, $15 holds, $16 holds expire at, $17 intent key of claim, $18 intent key of take_back
with ordered as (
  insert into payment_order (reference, payer, asset, mode, total, memo, key, request_hash, origin, delivery, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::jsonb, $10, $11)
  returning id
), buttons as (
  insert into intent (key, kind, person, payment_order, created_at)
  select button.key, button.kind, button.person, ordered.id, $11
  from ordered, (values ($17, 'claim', null::bigint), ($18, 'take_back', $2::bigint)) as button (key, kind, person)
  where true = any($14::boolean[])
), paid as (
  insert into payment (payment_order, position, payee, amount, state, escrowed, hold, hold_expires_at)
  select ordered.id, line.position - 1, line.payee, line.amount, 'authorized', line.escrowed, line.hold, $16
  from ordered,
    unnest($12::bigint[], $13::numeric[], $14::boolean[], $15::bigint[])
      with ordinality as line (payee, amount, escrowed, hold, position)
  returning id, position
)
select id from paid order by position
