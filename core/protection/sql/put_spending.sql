-- This goes without the PIN: of an event that came before, now so much.
-- $1 person, $2 key of the event, $3 asset, $4 amount, $5 now
insert into pin_spending (person, key, asset, amount, at) values ($1, $2, $3, $4, $5)
on conflict (person, key) do update set asset = excluded.asset, amount = excluded.amount, at = excluded.at
