-- Conversions have been made.
-- $1 quotes, and of each: $2 key of the event, $3 transfer, $4 transfer of its spread or null; $5 now
update exchange_quote q
set state = 'executed', ended_key = done.key, transfer = done.transfer, spread_transfer = done.spread_transfer, ended_at = $5
from unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[]) as done (quote, key, transfer, spread_transfer)
where q.id = done.quote
