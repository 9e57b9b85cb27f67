-- A new asset, as it will be for ever; every process is told when this commits.
-- $1 code, $2 exponent, $3 kind, $4 name, $5 what it is dealt in, $6 operator, $7 key, $8 now
with made as (
  insert into asset (code, exponent, kind, name) values ($1, $2, $3, $4)
  returning code
), listed as (
  insert into asset_listing (asset, quote_asset, operator, key, created_at)
  select code, $5, $6, $7, $8 from made
  returning asset
)
select pg_notify('tuppence_asset', asset) from listed
