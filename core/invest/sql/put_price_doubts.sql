-- What a feed says and nobody can believe.
-- $1 now; of each: $2 asset, $3 the moment that it is of
insert into price_doubt (asset, as_of, seen_at)
select said.asset, said.as_of, $1::timestamptz
from unnest($2::text[], $3::timestamptz[]) as said (asset, as_of)
on conflict (asset, as_of) do nothing
