-- Quotes have paid: they are used, and their payments know what their payer gives.
-- $1 quotes, and of each: $2 key of the order, $3 reference of the order; $4 now; and of each payment: $5 its quote, $6 its place in the order,
-- $7 the asset that is given, $8 how much of it, $9 the spread in that
with done as (
  update exchange_quote q set state = 'executed', ended_key = paid.key, ended_at = $4
  from unnest($1::bigint[], $2::text[]) as paid (quote, key)
  where q.id = paid.quote
)
insert into payment_exchange (payment, quote, sell_asset, sell_amount, spread)
select p.id, part.quote, part.sell_asset, part.sell_amount, part.spread
from unnest($5::bigint[], $6::int[], $7::text[], $8::numeric[], $9::numeric[]) as part (quote, position, sell_asset, sell_amount, spread)
join unnest($1::bigint[], $3::text[]) as ordered (quote, reference) on ordered.quote = part.quote
join payment_order o on o.reference = ordered.reference
join payment p on p.payment_order = o.id and p.position = part.position
