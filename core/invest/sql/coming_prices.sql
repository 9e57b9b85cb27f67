-- Prices that will be in force: the next ones of each asset.
-- $1 now, $2 how many
select asset, price::text as price, effective_at from (
  select asset, price, effective_at, row_number() over (partition by asset order by effective_at, id) as number
  from asset_price
  where effective_at > $1
) coming
where number <= $2
order by asset, effective_at
