-- Sets floors; answers how many were others before.
-- $1 accounts, $2 floors, $3 now or null
select ledger_set_floors($1::bigint[], $2::numeric[], $3::timestamptz) as changed;
