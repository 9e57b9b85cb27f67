-- Rates that jumped from those that are kept. Returns nothing where a jump from those has been seen already.
-- $1 the rates that are kept, $2 currency, $3 how much of it one euro is said to be, $4 date, $5 now
insert into rate_doubt (rate_set, asset, per_euro, date, seen_at) values ($1, $2, $3::numeric, $4::date, $5)
on conflict do nothing
returning rate_set
