-- Drops are over, and what was left of them went back.
-- $1 drops, and of each: $2 state, $3 what went back, $4 transfer, $5 key of the event that pressed a button or null; $6 now
update money_drop d set state = e.state, returned = e.returned, return_transfer = e.transfer, ended_key = e.key, ended_at = $6
from unnest($1::bigint[], $2::text[], $3::numeric[], $4::bigint[], $5::text[]) as e (money_drop, state, returned, transfer, key)
where d.id = e.money_drop
