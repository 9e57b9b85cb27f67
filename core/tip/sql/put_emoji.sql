-- An emoji is worth so much from now on. The same again changes nothing: what was worth it already stays so.
-- $1 community, $2 emoji, $3 asset, $4 amount, $5 now
insert into tip_emoji as e (community, emoji, asset, amount, since) values ($1, $2, $3, $4, $5)
on conflict (community, emoji) do update set asset = excluded.asset, amount = excluded.amount, since = excluded.since
where (e.asset, e.amount) <> (excluded.asset, excluded.amount)
