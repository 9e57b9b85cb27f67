-- Shares are taken.
-- $1 drops, and of each: $2 position, $3 person, $4 transfer, $5 key of the event; $6 now
update drop_share s set person = t.person, transfer = t.transfer, key = t.key, claimed_at = $6
from unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::text[]) as t (money_drop, position, person, transfer, key)
where s.money_drop = t.money_drop and s.position = t.position
