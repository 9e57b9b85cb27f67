-- What a feed says and nobody can believe. Returns the assets of which nothing has been doubted since their last price: what goes on is said anew
-- all the time, each time of another moment. Their prices are locked.
-- $1 now; of each: $2 asset, $3 the moment that it is of, $4 the moment of the last price
with said as materialized (
  select * from unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) as said (asset, as_of, kept_of)
), put as (
  insert into price_doubt (asset, as_of, seen_at) select asset, as_of, $1::timestamptz from said
  on conflict (asset, as_of) do nothing
)
select asset from said
where not exists (select from price_doubt d where d.asset = said.asset and d.as_of > said.kept_of)
