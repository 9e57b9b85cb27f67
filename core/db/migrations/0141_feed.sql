-- Prices that come from a feed, beside those that operators set; and for each asset, which of the two it goes by.

create table asset_source (
  id bigint generated always as identity primary key,
  asset text not null references asset_listing,
  -- The last one counts; an asset without any goes by its operators.
  source text not null check (source in ('operator', 'feed')),
  operator text,
  key text not null unique,
  created_at timestamptz not null
);

create index asset_source_asset on asset_source (asset, id desc);

create trigger asset_source_immutable before update or delete or truncate on asset_source
for each statement execute function refuse_change();
alter table asset_source enable always trigger asset_source_immutable;

alter table asset_price
  -- `operator`, or the name of the feed.
  add column source text not null default 'operator',
  -- Of a feed: the moment that the price is of, as the feed says, and until when it may be dealt at.
  add column as_of timestamptz,
  add column fresh_until timestamptz,
  add constraint asset_price_fed_check check (
    (as_of is null) = (source = 'operator') and (fresh_until is null) = (source = 'operator')
    and (fresh_until > as_of and operator is null or source = 'operator')
  );
