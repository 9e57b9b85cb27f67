-- The quotes by which orders were paid, as far as they were: what went through, and what it cost.
-- $1 references of orders
select
  o.reference as order, q.id, q.reference, q.person, q.purpose, q.sell_asset, paid.sell_amount, paid.spread, q.spread_bps, q.buy_asset,
  paid.buy_amount, q.sell_per_euro::text, q.buy_per_euro::text, q.expires_at, q.state,
  jsonb_build_object('id', payer.public_id, 'name', payer.name, 'identities', payer.identities) as payer
from payment_order o
join lateral (
  select x.quote, sum(x.sell_amount) as sell_amount, sum(x.spread) as spread, sum(p.amount) as buy_amount
  from payment p
  join payment_exchange x on x.payment = p.id
  where p.payment_order = o.id and p.transfer is not null
  group by x.quote
) paid on true
join exchange_quote q on q.id = paid.quote
join person named on named.id = o.payer
join person_view payer on payer.id = coalesce(named.merged_into, named.id)
where o.reference = any($1::text[])
