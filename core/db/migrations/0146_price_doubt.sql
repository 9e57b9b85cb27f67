-- What a feed says of an asset that is not believed. Its last price is not dealt at any more from when that was seen: what has jumped is worth
-- something else, whichever of the two is the mistake.

create table price_doubt (
  asset text not null references asset_listing,
  -- The moment that it is of, as the feed says.
  as_of timestamptz not null,
  seen_at timestamptz not null,
  primary key (asset, as_of)
);

create trigger price_doubt_immutable before update or delete or truncate on price_doubt
for each statement execute function refuse_change();
alter table price_doubt enable always trigger price_doubt_immutable;
