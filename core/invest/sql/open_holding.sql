-- A holding to lock, where the account has none yet.
-- $1 account, $2 asset
insert into holding (account, asset, version) values ($1, $2, 0) on conflict do nothing
