-- How far a month has come, from its first stretch on.
-- $1 month, $2 accounts up to this one are done, $3 when the last one is, or null
insert into interest_month (month, accounts_through, done_at) values ($1, $2, $3)
on conflict (month) do update set accounts_through = excluded.accounts_through, done_at = excluded.done_at
