-- Orders with their payments, one per payee, the nudges to settle them, and their buttons: of the receipt, and of what can be claimed.
-- $1 orders as JSON text: reference, payer, asset, mode, total, memo, key, request_hash, origin, delivery, claim_key, take_back_key, receipt_key, and
--   of each payee, in their order, payees, amounts, escrowed, holds; $2 now, $3 holds expire at
with asked as materialized (
  select nextval(pg_get_serial_sequence('payment_order', 'id')) as id, o.*
  from jsonb_to_recordset($1::text::jsonb) as o (
    reference text, payer bigint, asset text, mode text, total numeric, memo text, key text, request_hash text, origin jsonb,
    delivery bigint, claim_key text, take_back_key text, receipt_key text,
    payees bigint[], amounts numeric[], escrowed boolean[], holds bigint[]
  )
), ordered as (
  insert into payment_order (id, reference, payer, asset, mode, total, memo, key, request_hash, origin, delivery, created_at)
  overriding system value
  select id, reference, payer, asset, mode, total, memo, key, request_hash, origin, delivery, $2 from asked
), buttons as (
  insert into intent (key, kind, person, subject, created_at)
  select button.key, button.kind, button.person, asked.id, $2
  from asked,
    lateral (
      values (receipt_key, 'receipt', null::bigint, false), (claim_key, 'claim', null, true), (take_back_key, 'take_back', payer, true)
    ) as button (key, kind, person, claims)
  where not claims or true = any(asked.escrowed)
), paid as (
  insert into payment (payment_order, position, payee, amount, state, escrowed, hold, hold_expires_at)
  select asked.id, line.position - 1, line.payee, line.amount, 'authorized', line.escrowed, line.hold, $3
  from asked,
    unnest(asked.payees, asked.amounts, asked.escrowed, asked.holds)
      with ordinality as line (payee, amount, escrowed, hold, position)
  order by asked.id, line.position
  returning id
)
insert into outbox (topic, subject) select 'settle', id from paid order by id
