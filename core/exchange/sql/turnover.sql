-- What was changed of assets since a moment: by each of these people, either way and under any of the persons that turned out to be them; and,
-- with a null person, by all together, what they bought less what they sold.
-- $1 people, $2 assets, $3 since
with leg as (
  select coalesce(p.merged_into, p.id) as person, side.asset, side.amount
  from exchange_quote q
  join person p on p.id = q.person
  cross join lateral (values (q.sell_asset, -q.sell_amount), (q.buy_asset, q.buy_amount)) as side (asset, amount)
  where q.state = 'executed' and q.ended_at > $3 and side.asset = any($2::text[])
)
select person, asset, sum(abs(amount)) as amount from leg where person = any($1::bigint[]) group by person, asset
union all
select null, asset, sum(amount) from leg group by asset
