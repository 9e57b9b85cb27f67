-- Rows to lock.
-- $1 assets, in their order
insert into exchange_asset (asset)
select code from unnest($1::text[]) as asked (code)
where not exists (select from exchange_asset known where known.asset = code)
order by code
on conflict do nothing
