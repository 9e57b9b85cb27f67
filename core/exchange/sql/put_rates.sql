-- Rates of a day. Returns nothing where that day's are there already.
-- $1 source, $2 date, $3 fetched at, $4 fresh until, $5 assets, $6 how many of each one euro is
with stored as (
  insert into rate_set (source, date, fetched_at, fresh_until) values ($1, $2::date, $3, $4)
  on conflict do nothing
  returning id
)
insert into rate (rate_set, asset, per_euro)
select stored.id, said.asset, said.per_euro
from stored, unnest($5::text[], $6::numeric[]) as said (asset, per_euro)
returning rate_set
