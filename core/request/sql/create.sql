-- A request, its shares in their order, and the messages that show it beside its card. Returns its id.
-- $1 reference, $2 asker, $3 asset, $4 memo, $5 key, $6 hash, $7 origin as JSON text, $8 delivery, $9 expires at, $10 now,
-- $11 payers (null: whoever pays first) and $12 amounts, $13 further messages
with asked as (
  insert into request (reference, asker, asset, memo, key, request_hash, origin, delivery, expires_at, created_at)
  values ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8, $9, $10)
  returning id
), shared as (
  insert into request_share (request, position, payer, amount, state, expires_at)
  select asked.id, share.position - 1, share.payer, share.amount, 'open', $9
  from asked, unnest($11::bigint[], $12::numeric[]) with ordinality as share (payer, amount, position)
  order by share.position
), shown as (
  insert into request_message (request, delivery) select asked.id, message.id from asked, unnest($13::bigint[]) as message (id)
)
select id from asked
