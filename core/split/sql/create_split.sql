-- A split with its shares. Returns its id.
-- $1 reference, $2 owner, $3 asset, $4 total, $5 mode, $6 memo, $7 idempotency key, $8 request hash, $9 origin as JSON text, $10 delivery,
--   $11 expires at, $12 now, and of each share, in their order: $13 person, $14 weight, $15 amount, $16 delivery or null
with opened as (
  insert into split (reference, owner, asset, total, mode, memo, key, request_hash, origin, delivery, state, expires_at, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::jsonb, $10, 'open', $11, $12)
  returning id
), shared as (
  insert into split_share (split, position, person, takes_part, weight, amount, delivery)
  select opened.id, share.position - 1, share.person, true, share.weight, share.amount, share.delivery
  from opened,
    unnest($13::bigint[], $14::numeric[], $15::numeric[], $16::bigint[]) with ordinality
      as share (person, weight, amount, delivery, position)
)
select id from opened
